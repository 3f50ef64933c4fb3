/* SPDX-License-Identifier: GPL-2.0-only */
/* What the BPF programs of these tests should do, and what they record. */
#ifndef TESTS_MALFORMED_SHARED_H
#define TESTS_MALFORMED_SHARED_H

#include <linux/types.h>

/* Event programs on one device. */
#define EVENT_OPS 3

/* Bytes of a report or request that programs look at and write. */
#define LOOK 64

#define RDESC_MAX 4096

/* What a program does with a report or request: maybe write one byte, then return "ret". */
struct script {
	__s32 ret;
	__u32 write; /* where != 0: put "value" at "at" */
	__u32 at;
	__u32 value;
};

/* What a program saw in its last run. */
struct view {
	__u32 runs;
	__u32 allocated_size;
	__s32 size;
	__u32 type;
	__u32 number;
	__u32 request;
	__u32 sum; /* over the first LOOK bytes, if there are as many */
};

/* What the fixup does: put len bytes over the descriptor's beginning, return ret. */
struct rdesc_script {
	__s32 ret;
	__u32 len;
	__u8 data[RDESC_MAX];
};

#endif
