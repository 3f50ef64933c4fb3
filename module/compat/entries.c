// SPDX-License-Identifier: GPL-2.0-only
/*
 * The functions of hid-core that are intercepted on this kernel, each with its replacement.
 *
 * A replacement does everything that hid-core's function does, and runs the device's HID-BPF
 * programs where native HID-BPF runs them. It is called only for a device that had ops a moment
 * before. Each may run in the same contexts as the original: reports also in interrupt context,
 * requests only where they can sleep.
 */

#include <linux/kallsyms.h>
#include <linux/kernel.h>
#include <linux/module.h>
#include <linux/sched.h>
#include <linux/stacktrace.h>
#include <linux/string.h>

#include "../device.h"
#include "../dispatch.h"
#include "../intercept.h"
#include "../rdesc.h"

static int enter_input_report(struct hid_device *hdev, enum hid_report_type type, u8 *data,
			      u32 size, int interrupt)
{
	return hbc_input_report(hdev, type, data, size, size, interrupt);
}

#ifdef HAVE_HID_HW_SOURCE
/* hidraw calls the variants with a source argument; all other callers are the kernel. */
#define source_of_call() 0
#else
#define CALL_DEPTH 8 /* enough for our own functions and their caller */

/*
 * A tracer that observes a function's return replaces its return address by the first address of a
 * function of its own, or calls the function from generated code.
 */
static bool is_known_caller(const char *symbol)
{
	return !strstarts(symbol, "0x") && !strstr(symbol, "+0x0/") && !strstarts(symbol, "bpf_") &&
	       !strstr(symbol, "[__builtin__");
}

/* Whether the caller of our replacement is known, and is not hidraw. */
static bool called_by_kernel(void)
{
	char symbol[KSYM_SYMBOL_LEN];
	unsigned long callers[CALL_DEPTH];
	unsigned int i, n;

	/* Unlike the return address, it has the caller that function_graph and kretprobes hide. */
	n = stack_trace_save(callers, ARRAY_SIZE(callers), 0);
	for (i = 0; i < n; i++) {
		if (within_module(callers[i], THIS_MODULE))
			continue;
		sprint_symbol(symbol, callers[i]);
		return is_known_caller(symbol) && !strstarts(symbol, "hidraw_");
	}
	return false;
}

/*
 * Before 6.11 hidraw calls the same functions as everyone else. An unknown caller counts as hidraw,
 * so that a program that restricts applications fails closed. The source is then the task, because
 * the file is not known. Must not sleep: it runs before hbc_intercept_enter().
 */
static u64 source_of_call(void)
{
	return called_by_kernel() ? 0 : (unsigned long)current;
}
#endif

static int enter_raw_request_from(struct hid_device *hdev, unsigned char reportnum, u8 *buf,
				  size_t len, enum hid_report_type rtype,
				  enum hid_class_request reqtype, u64 source, bool from_bpf)
{
	int idx = hbc_intercept_enter();
	const struct hbc_request request = {
		.report_id = reportnum,
		.type = rtype,
		.reqtype = reqtype,
		.data = buf,
		.size = len,
		.source = source,
		.from_bpf = from_bpf,
	};
	int ret = hbc_raw_request(hdev, &request);

	hbc_intercept_leave(idx);
	return ret;
}

static int enter_raw_request(struct hid_device *hdev, unsigned char reportnum, u8 *buf, size_t len,
			     enum hid_report_type rtype, enum hid_class_request reqtype)
{
	return enter_raw_request_from(hdev, reportnum, buf, len, rtype, reqtype, source_of_call(),
				      false);
}

static int enter_output_report_from(struct hid_device *hdev, u8 *buf, size_t len, u64 source,
				    bool from_bpf)
{
	int idx = hbc_intercept_enter();
	const struct hbc_request request = {
		.type = HID_OUTPUT_REPORT,
		.reqtype = HID_REQ_SET_REPORT,
		.data = buf,
		.size = len,
		.source = source,
		.from_bpf = from_bpf,
	};
	int ret = hbc_output_report(hdev, &request);

	hbc_intercept_leave(idx);
	return ret;
}

static int enter_output_report(struct hid_device *hdev, u8 *buf, size_t len)
{
	return enter_output_report_from(hdev, buf, len, source_of_call(), false);
}

static int enter_request(struct hid_device *hdev, struct hid_report *report,
			 enum hid_class_request reqtype)
{
	int idx = hbc_intercept_enter();
	int ret = hbc_request(hdev, report, reqtype);

	hbc_intercept_leave(idx);
	return ret;
}

static int enter_open_report(struct hid_device *hdev)
{
	int idx = hbc_intercept_enter();
	int ret = hbc_open_report(hdev);

	hbc_intercept_leave(idx);
	return ret;
}

struct hbc_entry hbc_entries[] = {
#ifdef HAVE_HID_SAFE_INPUT_REPORT
	{ "hid_safe_input_report", hbc_input_report },
#endif
	{ "hid_input_report", enter_input_report },
	{ "hid_hw_raw_request", enter_raw_request },
	{ "hid_hw_output_report", enter_output_report },
	{ "__hid_request", enter_request, .callers = { "hid_hw_request" } },
	{ "hid_open_report", enter_open_report, .calls_original = true,
	  .callers = { "hid_device_probe", "__hid_device_probe" } },
#ifdef HAVE_HID_HW_SOURCE
	{ "__hid_hw_raw_request", enter_raw_request_from },
	{ "__hid_hw_output_report", enter_output_report_from },
#endif
	{ NULL },
};
