/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What the tests and their BPF programs exchange: each object has these structs as global
 * variables, one per hook: "seen" for what the program saw, "act" for what it should do.
 */
#ifndef TESTS_MODULE_SHARED_H
#define TESTS_MODULE_SHARED_H

#include <linux/types.h>

#define SEEN_DATA 64

/* A program's last run. */
struct seen {
	__u32 runs;
	__u32 id; /* ctx->hid->id */
	__u32 allocated_size;
	__s32 size;
	__u32 type;
	__u32 reqtype;
	__u32 reportnum;
	__u32 have_data; /* hid_bpf_get_data() returned SEEN_DATA bytes, or as many as requested */
	__u64 source;
	__u8 data[SEEN_DATA];
};

/* What hid_device_event does. */
struct event_act {
	__s32 ret;
	__s32 ret_size; /* return ctx->size instead */
	__s32 store_size; /* store new_size into ctx->size */
	__s32 store_retval; /* store new_size into ctx->retval */
	__s32 new_size;
	__u32 mark_at; /* where != 0: byte there = byte * 10 + mark */
	__u32 mark;
	__u32 set_id; /* where != 0: new first byte */
	__u32 only_id; /* where != 0: ignore reports with another first byte */
	__u32 fill_tail; /* fill the buffer after the report with 0xaa */
};

/* What hid_hw_request and hid_hw_output_report do. */
struct request_act {
	__s32 ret;
	__u32 answer; /* write "answer", counting up, into the first 4 bytes */
	__u32 set_at1; /* where != 0: new second byte */
	__u32 nested; /* call the same request from the program, and record its return value */
	__u32 nested_size;
	__s32 nested_ret;
	__s32 nested_ret_of_nested; /* what the call returned when it ran because of itself */
};

#define RDESC_DATA 256

/* What hid_rdesc_fixup does: put len bytes over the descriptor's beginning, return ret. */
struct rdesc_act {
	__s32 ret;
	__u32 len;
	__u8 data[RDESC_DATA];
};

#define CALL_DATA 128

/* One call of a kfunc by a syscall program. The data is first: older verifiers want it there. */
struct call {
	__u8 data[CALL_DATA];
	__u32 hid;
	__s32 retval;
	__u32 size;
	__u32 type;
	__u32 reqtype;
};

#define BOUNDS_CASES 10

/* Reports a program injects. */
struct injected {
	__u32 runs;
	__s32 ret;
	__u32 nested_runs; /* for the injected report */
	__s32 nested_ret; /* of injecting again there */
	__u64 nested_source;
};

/* Calls from within hid_hw_request. */
struct in_request {
	__u32 runs;
	__u32 other_hid; /* set by the test: allocate a context for this device */
	__s32 output_ret;
	__u32 other_id;
	__u32 other_has_data;
	__s32 other_output_ret;
};

/* A request program that sends an output report, whose program makes a request. */
struct crosswise {
	__u32 request_runs;
	__u32 output_runs;
	__s32 output_ret;
	__s32 request_in_output_ret;
	__s32 input_in_output_ret;
};

/* Which hooks ran how often. */
struct hook_runs {
	__u32 event;
	__u32 fixup;
	__u32 request;
	__u32 output;
};

/* Scheduled work. */
struct async_seen {
	__u32 runs; /* of the event program */
	__s32 timer_ret;
	__u32 expired;
	__s32 start_ret;
	__u32 done;
	__s32 request_ret;
	__u8 feature[8];
	__s32 output_ret;
	__s32 input_ret;
};

/* Programs that let nothing through. */
struct hold {
	__u32 other_hid; /* where != 0: the next request waits for a report of this device */
	__u32 requests;
	__u32 outputs;
	__u32 reports;
};

/* No context: the device does not exist. */
#define CALL_NO_CONTEXT (-1000)

#endif
