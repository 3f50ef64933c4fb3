/* SPDX-License-Identifier: GPL-2.0-only */
/* Statistics of attached programs. */
#ifndef ATTACHMENT_STATS_H
#define ATTACHMENT_STATS_H

#include "libhidbpf/libhidbpf.h"

#include <stdbool.h>

struct program_stats {
	char name[32];
	unsigned long long runs; /* counted while stats_are_enabled() */
	unsigned long long run_ns;
};

/* Whether the kernel counts runs of programs: sysctl kernel.bpf_stats_enabled. */
bool stats_are_enabled(void);
/* Reads the statistics of a program by its ID; false if it is gone. */
bool stats_program(struct program_stats *program, __u32 id);
/*
 * Reads how many reports attached ops dropped, and how many errors they returned, as the module
 * counts them. False if they are not counted, as on native HID-BPF.
 */
bool stats_failures(const struct hidbpf_attached *attached, unsigned long long *drops,
		    unsigned long long *errors);

#endif
