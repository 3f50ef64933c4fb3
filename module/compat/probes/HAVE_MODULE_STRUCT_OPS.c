// SPDX-License-Identifier: GPL-2.0-only
/* A module can register a struct_ops, and reg() gets the link. */
#include <linux/bpf.h>
#include <linux/btf.h>

struct probe_ops {
	int id;
};

static int reg(void *kdata, struct bpf_link *link)
{
	return 0;
}

static struct bpf_struct_ops ops = { .reg = reg, .cfi_stubs = NULL, .owner = THIS_MODULE };

int probe(void);
int probe(void)
{
	return register_bpf_struct_ops(&ops, probe_ops);
}
