/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Running the programs of a device at the points where native HID-BPF runs them, and doing what
 * hid-core does around them.
 */
#ifndef HBC_DISPATCH_H
#define HBC_DISPATCH_H

#include "compat/compat.h"

struct hbc_device;

/* The event buffer's size is a multiple of this, as in native HID-BPF. */
#define HBC_EVENT_DATA_ALIGN 64

/**
 * struct hbc_ctx - what stands behind the context a program gets
 * @ctx: the part that programs see
 * @data: what hid_bpf_get_data() gives access to, ctx.allocated_size bytes; or NULL
 * @from_bpf: a program caused this call, so it may not cause another
 * @dev: the device's state; pinned for hooks, referenced for contexts that a program allocated
 * @ops: whose hook is running, for a front end whose hooks need to know
 */
struct hbc_ctx {
	struct hid_bpf_ctx ctx;
	u8 *data;
	bool from_bpf;
	struct hbc_device *dev;
	struct hid_bpf_ops *ops;
};

/**
 * struct hbc_report - a report on its way in
 * @type: its kind
 * @data: the report
 * @bufsize: bytes that @data has room for
 * @size: bytes that the report fills
 * @interrupt: whether it came by an interrupt transfer
 * @source: what programs are told as its source: 0 for the device
 * @from_bpf: a program injected it
 * @locked: the caller holds driver_input_lock of the device
 */
struct hbc_report {
	enum hid_report_type type;
	u8 *data;
	size_t bufsize;
	u32 size;
	int interrupt;
	u64 source;
	bool from_bpf;
	bool locked;
};

/**
 * struct hbc_request - a request or an output report on its way out
 * @report_id: its report ID; not used for an output report, whose data begin with it
 * @type: kind of report
 * @reqtype: kind of request; HID_REQ_SET_REPORT for an output report
 * @data: the report; for a request also the buffer of the answer
 * @size: bytes in @data
 * @source: what programs are told as its source: 0 for the kernel, the struct file for hidraw
 * @from_bpf: a program makes it
 */
struct hbc_request {
	unsigned char report_id;
	enum hid_report_type type;
	enum hid_class_request reqtype;
	u8 *data;
	size_t size;
	u64 source;
	bool from_bpf;
};

/**
 * hbc_get_report() - the report that data belongs to
 * @report_enum: the device's reports of one type
 * @data: the data, at least one byte
 *
 * Return: the report, or NULL when the descriptor has none with that ID.
 */
struct hid_report *hbc_get_report(const struct hid_report_enum *report_enum, const u8 *data);

/**
 * hbc_input_report() - hid_safe_input_report(), with programs
 * @hdev: the device
 * @report: the report; changed to what the programs made of it
 *
 * Context: any that a transport driver may report in, interrupts included, inside
 * hbc_events_enter(). Sleeps only if the driver's raw_event() does.
 * Return: 0 or an errno; -1 for a report that hid-core does not know, like hid-core.
 */
int hbc_input_report(struct hid_device *hdev, struct hbc_report *report);

/**
 * hbc_input_report_locked() - hbc_input_report() for a caller that holds driver_input_lock
 * @hdev: the device
 * @report: the report; changed to what the programs made of it
 *
 * Context, Return: as hbc_input_report().
 */
int hbc_input_report_locked(struct hid_device *hdev, struct hbc_report *report);

/**
 * hbc_driver_raw_event() - show a report to the raw_event() of the device's driver
 * @hdev: the device, with a driver
 * @report: the report that @data belongs to
 * @data: the report's data
 * @size: bytes in @data
 *
 * Context: as hbc_input_report(), with driver_input_lock held.
 * Return: what the driver's own raw_event() returns; 0 if it has none, or does not want this report.
 */
int hbc_driver_raw_event(struct hid_device *hdev, struct hid_report *report, u8 *data, int size);

/**
 * hbc_raw_request() - hid_hw_raw_request(), with programs
 * @hdev: the device
 * @request: the request
 *
 * Context: process context, may sleep.
 * Return: bytes transferred, or an errno. What a program returns in the device's place may be any
 * number; for the kernel's own requests it is cut to the size of @request.
 */
int hbc_raw_request(struct hid_device *hdev, const struct hbc_request *request);

/**
 * hbc_output_report() - hid_hw_output_report(), with programs
 * @hdev: the device
 * @request: the report
 *
 * Context: process context, may sleep.
 * Return: bytes transferred, or an errno; -ENOSYS when the transport has no such channel.
 */
int hbc_output_report(struct hid_device *hdev, const struct hbc_request *request);

/**
 * hbc_request() - __hid_request(), with programs
 * @hdev: the device
 * @report: the report to send, or to fill
 * @reqtype: HID_REQ_SET_REPORT or HID_REQ_GET_REPORT
 *
 * Context: process context, may sleep.
 * Return: 0 or an errno.
 */
int hbc_request(struct hid_device *hdev, struct hid_report *report, enum hid_class_request reqtype);

#endif /* HBC_DISPATCH_H */
