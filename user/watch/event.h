/* SPDX-License-Identifier: GPL-2.0-only */
/* What the BPF programs of "hidbpf watch" send to it: reports in pieces. */
#ifndef WATCH_EVENT_H
#define WATCH_EVENT_H

#include <linux/types.h>

/* Programs can access report data in multiples of this size. */
#define WATCH_PIECE 64
/* The rest of longer reports is not sent. */
#define WATCH_REPORT_MAX 4096

struct watch_event {
	__u64 time; /* CLOCK_MONOTONIC, in nanoseconds */
	__u32 sequence; /* of the report, from 1 */
	__u16 offset; /* of this piece in the report */
	__u8 leaving; /* the programs; otherwise it comes from the device */
	__u8 type; /* enum hid_report_type */
	__u32 size; /* of the whole report */
	__u8 data[WATCH_PIECE];
};

/* Global variable of the programs. The reports of a device arrive one after the other. */
struct watch_counters {
	__u32 sequence; /* of the last report */
	__u32 lost; /* pieces that did not fit into the ring buffer */
};

#endif
