// SPDX-License-Identifier: GPL-2.0-only
/* That a program may sleep is a flag of struct bpf_prog itself. */
#include <linux/bpf.h>

bool probe(const struct bpf_prog *prog);
bool probe(const struct bpf_prog *prog)
{
	return prog->sleepable;
}
