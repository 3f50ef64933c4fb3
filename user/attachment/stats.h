/* SPDX-License-Identifier: GPL-2.0-only */
/* How the programs of attached ops have been doing. */
#ifndef RUNNING_H
#define RUNNING_H

#include "libhidbpf/libhidbpf.h"

#include <stdbool.h>

struct running_program {
	char name[32];
	unsigned long long runs; /* counted while running_are_counted() */
	unsigned long long run_ns;
};

/* Whether the kernel counts runs of programs at the moment: sysctl kernel.bpf_stats_enabled. */
bool running_are_counted(void);
/* Asks about a program by its id; false if it is gone. */
bool running_read(struct running_program *program, __u32 id);
/*
 * What attached ops dropped, and the errors they answered, as the module counts them; false if
 * nobody counts: native HID-BPF does not.
 */
bool running_failures(const struct hidbpf_attached *attached, unsigned long long *drops,
		      unsigned long long *errors);

#endif
