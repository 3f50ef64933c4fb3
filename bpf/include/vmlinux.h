/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Replaces the vmlinux.h that bpftool generates from a kernel's types, with those that HID-BPF
 * programs use. Programs that include it build without bpftool and without a kernel with HID-BPF.
 *
 * Like bpftool's, it has only types and functions of the kernel: what programs and loaders agree
 * on, such as struct hid_bpf_probe_args, is in hid_bpf.h. The functions are declared unless
 * BPF_NO_KFUNC_PROTOTYPES is defined.
 *
 * If a generated vmlinux.h is found before this one, it works with the other headers as well.
 */
#ifndef HID_BPF_VMLINUX_H
#define HID_BPF_VMLINUX_H

#ifndef __VMLINUX_H__

#include "hid_bpf_types.h"

typedef __SIZE_TYPE__ size_t;

/* As in <stdbool.h> and <stddef.h>, which are missing for BPF with some versions of clang. */
#ifndef __bool_true_false_are_defined
#define bool _Bool
#define true 1
#define false 0
#define __bool_true_false_are_defined 1
#endif

#ifndef NULL
#define NULL ((void *)0)
#endif

typedef __s8 s8;
typedef __u8 u8;
typedef __s16 s16;
typedef __u16 u16;
typedef __s32 s32;
typedef __u32 u32;
typedef __s64 s64;
typedef __u64 u64;

typedef s8 int8_t;
typedef u8 uint8_t;
typedef s16 int16_t;
typedef u16 uint16_t;
typedef s32 int32_t;
typedef u32 uint32_t;

/* Work that may sleep, as part of a map's value. The verifier knows it by its name and size. */
struct bpf_wq {
	__u64 opaque[2];
} __attribute__((aligned(8)));

#ifndef BPF_NO_KFUNC_PROTOTYPES

/* As in <bpf/bpf_helpers.h>, which may be included later. */
#ifndef __ksym
#define __ksym __attribute__((section(".ksyms")))
#endif
#ifndef __weak
#define __weak __attribute__((weak))
#endif

extern __u8 *hid_bpf_get_data(struct hid_bpf_ctx *ctx, unsigned int offset,
			      const size_t __sz) __weak __ksym;
extern struct hid_bpf_ctx *hid_bpf_allocate_context(unsigned int hid_id) __weak __ksym;
extern void hid_bpf_release_context(struct hid_bpf_ctx *ctx) __weak __ksym;
extern int hid_bpf_hw_request(struct hid_bpf_ctx *ctx, __u8 *buf, size_t buf__sz,
			      enum hid_report_type rtype,
			      enum hid_class_request reqtype) __weak __ksym;
extern int hid_bpf_hw_output_report(struct hid_bpf_ctx *ctx, __u8 *buf,
				    size_t buf__sz) __weak __ksym;
extern int hid_bpf_input_report(struct hid_bpf_ctx *ctx, enum hid_report_type type, __u8 *buf,
				const size_t buf__sz) __weak __ksym;
extern int hid_bpf_try_input_report(struct hid_bpf_ctx *ctx, enum hid_report_type type, __u8 *buf,
				    const size_t buf__sz) __weak __ksym;

extern int bpf_wq_init(struct bpf_wq *wq, void *p__map, unsigned int flags) __weak __ksym;
extern int bpf_wq_start(struct bpf_wq *wq, unsigned int flags) __weak __ksym;
extern int bpf_wq_set_callback(struct bpf_wq *wq, int(callback)(void *map, int *key, void *value),
			       unsigned int flags) __weak __ksym;
extern int bpf_wq_set_callback_impl(struct bpf_wq *wq,
				    int(callback)(void *map, int *key, void *value),
				    unsigned int flags, void *aux__ign) __weak __ksym;

extern int bpf_iter_num_new(struct bpf_iter_num *it, int start, int end) __weak __ksym;
extern int *bpf_iter_num_next(struct bpf_iter_num *it) __weak __ksym;
extern void bpf_iter_num_destroy(struct bpf_iter_num *it) __weak __ksym;

#endif /* BPF_NO_KFUNC_PROTOTYPES */

#endif /* __VMLINUX_H__ */

#endif /* HID_BPF_VMLINUX_H */
