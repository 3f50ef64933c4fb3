// SPDX-License-Identifier: GPL-2.0-only
/* A module can offer functions to BPF programs, some of them only to programs that may sleep. */
#include <linux/btf.h>

int probe(const struct btf_kfunc_id_set *set);
int probe(const struct btf_kfunc_id_set *set)
{
	u32 flags = KF_SLEEPABLE;

	return flags + register_btf_kfunc_id_set(BPF_PROG_TYPE_TRACING, set);
}
