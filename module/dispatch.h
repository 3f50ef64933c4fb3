/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Running the programs of a device where native HID-BPF runs them, and doing what hid-core does
 * before and after.
 */
#ifndef HBC_DISPATCH_H
#define HBC_DISPATCH_H

struct hbc_device;

/* The size of the event buffer is a multiple of this, as in native HID-BPF. */
#define HBC_EVENT_DATA_ALIGN 64

/**
 * struct hbc_ctx - the context of a program
 * @ctx: the part that programs see
 * @data: the ctx.allocated_size bytes that hid_bpf_get_data() gives access to, or NULL
 * @from_bpf: the program runs because of another program's call, so it may not make one
 * @in_request: the program runs in the hook of a request, during which the driver stays bound
 * @dev: the device's state; pinned in hooks, referenced by contexts that a program allocated
 * @ops: the ops whose hook is running, for the tracing front end
 */
struct hbc_ctx {
	struct hid_bpf_ctx ctx;
	u8 *data;
	bool from_bpf;
	bool in_request;
	struct hbc_device *dev;
	struct hid_bpf_ops *ops;
};

/**
 * struct hbc_report - a report from the device
 * @type: kind of report
 * @data: the report
 * @bufsize: size of the buffer @data, in bytes
 * @size: length of the report, in bytes
 * @interrupt: nonzero if it came by an interrupt transfer
 * @source: passed to programs: 0 for the device
 * @from_bpf: a program injected it
 * @older_ran: it has passed the programs for the kernel's older HID-BPF
 */
struct hbc_report {
	enum hid_report_type type;
	u8 *data;
	size_t bufsize;
	u32 size;
	int interrupt;
	u64 source;
	bool from_bpf;
	bool older_ran;
};

/**
 * struct hbc_request - a request or an output report to the device
 * @report_id: report ID; unused for an output report, whose data begin with it
 * @type: kind of report
 * @reqtype: kind of request; HID_REQ_SET_REPORT for an output report
 * @data: the report; GET_REPORT stores the answer here
 * @size: bytes in @data
 * @source: passed to programs: 0 for the kernel, the struct file for hidraw
 * @from_bpf: a program makes the request
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
 * hbc_get_report() - find the report that data belong to
 * @report_enum: the device's reports of one kind
 * @data: the data, at least one byte
 *
 * Return: the report, or NULL if the report descriptor has none with this report ID.
 */
struct hid_report *hbc_get_report(const struct hid_report_enum *report_enum, const u8 *data);

/**
 * hbc_input_report() - hid_safe_input_report() with programs
 * @hdev: the device
 * @type: kind of report
 * @data: the report
 * @bufsize: size of the buffer @data, in bytes
 * @size: length of the report, in bytes
 * @interrupt: nonzero if it came by an interrupt transfer
 *
 * Context: any in which a transport driver may report, including interrupts. Sleeps only if the
 * driver's raw_event() does.
 * Return: 0 or an errno: -EBUSY if driver_input_lock is taken, -ENODEV if no driver is bound or the
 * device is gone; like hid-core, -1 for a report that hid-core does not know.
 */
int hbc_input_report(struct hid_device *hdev, enum hid_report_type type, u8 *data, size_t bufsize,
		     u32 size, int interrupt);

/**
 * hbc_input_report_locked() - hbc_input_report() for a caller that holds driver_input_lock
 * @hdev: the device
 * @report: the report; updated with the programs' changes
 *
 * Context: as for hbc_input_report(), within hbc_events_enter().
 * Return: as for hbc_input_report(), but not -EBUSY.
 */
int hbc_input_report_locked(struct hid_device *hdev, struct hbc_report *report);

/**
 * hbc_call_raw_event() - hbc_driver_raw_event() for a driver that has a raw_event()
 * @hdev: the device
 * @report: the report that @data belong to
 * @data: the data
 * @size: bytes in @data
 *
 * Context, Return: as for hbc_driver_raw_event().
 */
int hbc_call_raw_event(struct hid_device *hdev, struct hid_report *report, u8 *data, int size);

/**
 * hbc_driver_raw_event() - pass a report to the driver's own raw_event()
 * @hdev: the device, bound to a driver
 * @report: the report that @data belong to
 * @data: the data
 * @size: bytes in @data
 *
 * Context: as for hbc_input_report(), with driver_input_lock held.
 * Return: the value returned by raw_event(); 0 if the driver has none, or its report_table excludes
 * the report.
 */
static inline int hbc_driver_raw_event(struct hid_device *hdev, struct hid_report *report, u8 *data,
				       int size)
{
	/* Most drivers have none, and then intercept_driver.c has replaced none. */
	if (!READ_ONCE(hdev->driver->raw_event))
		return 0;
	return hbc_call_raw_event(hdev, report, data, size);
}

/**
 * hbc_raw_request() - hid_hw_raw_request() with programs
 * @hdev: the device
 * @request: the request
 *
 * Context: process context, may sleep.
 * Return: bytes transferred, or an errno. A program that answers in place of the device may return
 * any positive number; for the kernel's own requests it is limited to the size of @request.
 */
int hbc_raw_request(struct hid_device *hdev, const struct hbc_request *request);

/**
 * hbc_output_report() - hid_hw_output_report() with programs
 * @hdev: the device
 * @request: the report
 *
 * Context: process context, may sleep.
 * Return: bytes transferred, or an errno; -ENOSYS if the transport cannot send output reports.
 */
int hbc_output_report(struct hid_device *hdev, const struct hbc_request *request);

/**
 * hbc_request() - __hid_request() with programs
 * @hdev: the device
 * @report: the report to send, or to store the answer in
 * @reqtype: HID_REQ_SET_REPORT or HID_REQ_GET_REPORT
 *
 * Context: process context, may sleep.
 * Return: 0 or an errno.
 */
int hbc_request(struct hid_device *hdev, struct hid_report *report, enum hid_class_request reqtype);

#endif /* HBC_DISPATCH_H */
