// SPDX-License-Identifier: GPL-2.0-only
/* A module can list functions as targets of BPF_MODIFY_RETURN programs. */
#include <linux/btf.h>

int probe(const struct btf_kfunc_id_set *set);
int probe(const struct btf_kfunc_id_set *set)
{
	return register_btf_fmodret_id_set(set);
}
