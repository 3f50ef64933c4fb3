/* SPDX-License-Identifier: GPL-2.0-only */
/* bpf_wq, which the C library's headers may not have, by whichever name the kernel has for it. */
#ifndef TESTS_MODULE_WQ_H
#define TESTS_MODULE_WQ_H

#include "hid_bpf.h"

struct bpf_wq {
	__u64 opaque[2];
} __attribute__((aligned(8)));

extern int bpf_wq_init(struct bpf_wq *wq, void *p__map, unsigned int flags) __ksym;
extern int bpf_wq_start(struct bpf_wq *wq, unsigned int flags) __ksym;
/* The kernel's newer name, and its older one with an argument the verifier fills in. */
extern int bpf_wq_set_callback(struct bpf_wq *wq, int(callback)(void *map, int *key, void *value),
			       unsigned int flags) __weak __ksym;
extern int bpf_wq_set_callback_impl(struct bpf_wq *wq,
				    int(callback)(void *map, int *key, void *value),
				    unsigned int flags, void *aux__ign) __weak __ksym;

/* The header of an older libbpf does not have it. */
#ifndef bpf_ksym_exists
#define bpf_ksym_exists(_symbol) (!!(_symbol))
#endif

/* Has a callback run soon. Returns 0 or -errno. */
static __always_inline int wq_run(struct bpf_wq *wq, void *map,
				  int(callback)(void *map, int *key, void *value))
{
	int ret = bpf_wq_init(wq, map, 0);

	if (bpf_ksym_exists(bpf_wq_set_callback))
		ret = ret ?: bpf_wq_set_callback(wq, callback, 0);
	else
		ret = ret ?: bpf_wq_set_callback_impl(wq, callback, 0, NULL);
	return ret ?: bpf_wq_start(wq, 0);
}

#endif
