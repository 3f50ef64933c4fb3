/* SPDX-License-Identifier: GPL-2.0-only */
/* What the BPF programs of "hidbpf watch" tell it: reports in pieces. */
#ifndef WATCH_EVENT_H
#define WATCH_EVENT_H

#include <linux/types.h>

/* The memory that programs get at is a multiple of this. */
#define WATCH_PIECE 64
/* No report is longer. */
#define WATCH_REPORT_MAX 4096

struct watch_event {
	__u64 time; /* in nanoseconds, since the machine was started */
	__u32 number; /* of the report, counted from 1 */
	__u16 offset; /* of this piece in it */
	__u8 leaving; /* the programs; else it is as it came from the device */
	__u8 type; /* enum hid_report_type */
	__u32 size; /* of the whole report */
	__u8 data[WATCH_PIECE];
};

/* Its variables. */
struct watch_counters {
	__u32 number; /* of the last report; those of one device come one after the other */
	__u32 lost; /* pieces that found no room */
};

#endif
