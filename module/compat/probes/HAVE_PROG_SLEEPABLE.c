// SPDX-License-Identifier: GPL-2.0-only
/* Whether a program may sleep is a flag in struct bpf_prog. */
#include <linux/bpf.h>

bool probe(const struct bpf_prog *prog);
bool probe(const struct bpf_prog *prog)
{
	return prog->sleepable;
}
