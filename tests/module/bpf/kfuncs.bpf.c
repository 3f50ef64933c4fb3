// SPDX-License-Identifier: GPL-2.0-only
/* Programs that call the HID-BPF kfuncs and record what these return. */
#include "hid_bpf.h"
#include "shared.h"

#define EDEADLOCK 35

/* Syscall programs: one call, with the arguments of the test. */

SEC("syscall")
int call_context(struct call *call)
{
	struct hid_bpf_ctx *hctx = hid_bpf_allocate_context(call->hid);

	call->retval = CALL_NO_CONTEXT;
	if (!hctx)
		return 0;
	call->retval = hctx->hid->id;
	call->size = hctx->allocated_size;
	hid_bpf_release_context(hctx);
	return 0;
}

SEC("syscall")
int call_request(struct call *call)
{
	struct hid_bpf_ctx *hctx = hid_bpf_allocate_context(call->hid);
	__u32 size = call->size;

	call->retval = CALL_NO_CONTEXT;
	if (!hctx)
		return 0;
	if (size <= CALL_DATA)
		call->retval =
			hid_bpf_hw_request(hctx, call->data, size, call->type, call->reqtype);
	hid_bpf_release_context(hctx);
	return 0;
}

SEC("syscall")
int call_output(struct call *call)
{
	struct hid_bpf_ctx *hctx = hid_bpf_allocate_context(call->hid);
	__u32 size = call->size;

	call->retval = CALL_NO_CONTEXT;
	if (!hctx)
		return 0;
	if (size <= CALL_DATA)
		call->retval = hid_bpf_hw_output_report(hctx, call->data, size);
	hid_bpf_release_context(hctx);
	return 0;
}

SEC("syscall")
int call_input(struct call *call)
{
	struct hid_bpf_ctx *hctx = hid_bpf_allocate_context(call->hid);
	__u32 size = call->size;

	call->retval = CALL_NO_CONTEXT;
	if (!hctx)
		return 0;
	if (size <= CALL_DATA)
		call->retval = hid_bpf_input_report(hctx, call->type, call->data, size);
	hid_bpf_release_context(hctx);
	return 0;
}

/* hid_bpf_get_data(): which of these calls return memory; the buffer has 64 bytes. */
int bounds_given[BOUNDS_CASES];

SEC("struct_ops/hid_device_event")
int BPF_PROG(try_bounds, struct hid_bpf_ctx *hctx, enum hid_report_type type, __u64 source)
{
	bounds_given[0] = !!hid_bpf_get_data(hctx, 0, 64);
	bounds_given[1] = !!hid_bpf_get_data(hctx, 0, 65);
	bounds_given[2] = !!hid_bpf_get_data(hctx, 63, 1);
	bounds_given[3] = !!hid_bpf_get_data(hctx, 64, 1);
	bounds_given[4] = !!hid_bpf_get_data(hctx, 1, 64);
	bounds_given[5] = !!hid_bpf_get_data(hctx, 0xffffffff, 1);
	bounds_given[6] = !!hid_bpf_get_data(hctx, 0xffffffff, 2);
	bounds_given[7] = !!hid_bpf_get_data(hctx, 0xffffffc0, 64);
	bounds_given[8] = !!hid_bpf_get_data(hctx, 60, 4);
	bounds_given[9] = !!hid_bpf_get_data(hctx, 0, 0x7fffffff);
	return 0;
}

SEC(".struct_ops.link")
struct hid_bpf_ops bounds = { .hid_device_event = (void *)try_bounds };

/*
 * The sum of offset and size is 0 here. The verifier of some kernels refuses such a size.
 */
int overflow_given;

SEC("struct_ops/hid_device_event")
int BPF_PROG(try_overflow, struct hid_bpf_ctx *hctx, enum hid_report_type type, __u64 source)
{
	overflow_given = hid_bpf_get_data(hctx, 1, ~0UL) ? 1 : 2;
	return 0;
}

SEC(".struct_ops.link")
struct hid_bpf_ops overflow = { .hid_device_event = (void *)try_overflow };

/* Makes the application's request to the device and changes the answer. */
SEC("struct_ops.s/hid_hw_request")
int BPF_PROG(ask, struct hid_bpf_ctx *hctx, unsigned char reportnum, enum hid_report_type rtype,
	     enum hid_class_request reqtype, __u64 source)
{
	__u8 *data = hid_bpf_get_data(hctx, 0, 5);
	__u8 buf[5] = { reportnum };
	int ret;

	if (!data)
		return 0;
	ret = hid_bpf_hw_request(hctx, buf, sizeof(buf), rtype, reqtype);
	if (ret == -EDEADLOCK)
		return 0;
	__builtin_memcpy(data, buf, sizeof(buf));
	data[1] += 100;
	return ret;
}

SEC(".struct_ops.link")
struct hid_bpf_ops ask_and_change = { .hid_hw_request = (void *)ask };

/* Injects report 2 when report 1 comes, from the event program itself. */
struct injected injected;

SEC("struct_ops/hid_device_event")
int BPF_PROG(inject, struct hid_bpf_ctx *hctx, enum hid_report_type type, __u64 source)
{
	__u8 *data = hid_bpf_get_data(hctx, 0, 9);
	__u8 report[9] = { 2, 11, 12, 13, 14, 15, 16, 17, 18 }, own[4];
	int ret;

	if (!data)
		return 0;
	__builtin_memcpy(own, data, sizeof(own));
	ret = hid_bpf_try_input_report(hctx, HID_INPUT_REPORT, report, sizeof(report));
	if (own[0] != 1) {
		injected.nested_runs++;
		injected.nested_ret = ret;
		injected.nested_source = source;
		return 0;
	}
	injected.runs++;
	injected.ret = ret;
	/* The injected report went through the same buffer. */
	__builtin_memcpy(data, own, sizeof(own));
	return 0;
}

SEC(".struct_ops.link")
struct hid_bpf_ops injecting = { .hid_device_event = (void *)inject };

/* Injects report 2 when the application asks for a report, by both functions. */
SEC("struct_ops.s/hid_hw_request")
int BPF_PROG(inject_on_request, struct hid_bpf_ctx *hctx, unsigned char reportnum,
	     enum hid_report_type rtype, enum hid_class_request reqtype, __u64 source)
{
	__u8 report[9] = { 2, 21, 22, 23, 24, 25, 26, 27, 28 };

	injected.runs++;
	injected.ret = hid_bpf_input_report(hctx, HID_INPUT_REPORT, report, sizeof(report));
	report[1] = 31;
	injected.nested_ret =
		hid_bpf_try_input_report(hctx, HID_INPUT_REPORT, report, sizeof(report));
	return 0;
}

SEC(".struct_ops.link")
struct hid_bpf_ops injecting_on_request = { .hid_hw_request = (void *)inject_on_request };

/* Calls the other functions in a request: with its context, and with one that it allocates. */
struct in_request in_request;

SEC("struct_ops.s/hid_hw_request")
int BPF_PROG(call_in_request, struct hid_bpf_ctx *hctx, unsigned char reportnum,
	     enum hid_report_type rtype, enum hid_class_request reqtype, __u64 source)
{
	__u8 report[5] = { 1, 51, 52, 53, 54 };
	struct hid_bpf_ctx *other;

	in_request.runs++;
	in_request.output_ret = hid_bpf_hw_output_report(hctx, report, sizeof(report));
	other = hid_bpf_allocate_context(in_request.other_hid);
	if (!other)
		return 0;
	in_request.other_id = other->hid->id;
	in_request.other_has_data = !!hid_bpf_get_data(other, 0, 1);
	report[1] = 61;
	in_request.other_output_ret = hid_bpf_hw_output_report(other, report, sizeof(report));
	hid_bpf_release_context(other);
	return 0;
}

SEC(".struct_ops.link")
struct hid_bpf_ops calling_in_request = { .hid_hw_request = (void *)call_in_request };

/* A request sends an output report, whose program tries another request. */
struct crosswise crosswise_seen;

SEC("struct_ops.s/hid_hw_request")
int BPF_PROG(send_output, struct hid_bpf_ctx *hctx, unsigned char reportnum,
	     enum hid_report_type rtype, enum hid_class_request reqtype, __u64 source)
{
	__u8 report[5] = { 1, 51, 52, 53, 54 };

	crosswise_seen.request_runs++;
	crosswise_seen.output_ret = hid_bpf_hw_output_report(hctx, report, sizeof(report));
	return 0;
}

SEC("struct_ops.s/hid_hw_output_report")
int BPF_PROG(make_request, struct hid_bpf_ctx *hctx, __u64 source)
{
	__u8 report[5] = { 1 };

	crosswise_seen.output_runs++;
	crosswise_seen.request_in_output_ret = hid_bpf_hw_request(
		hctx, report, sizeof(report), HID_FEATURE_REPORT, HID_REQ_GET_REPORT);
	crosswise_seen.input_in_output_ret =
		hid_bpf_input_report(hctx, HID_INPUT_REPORT, report, sizeof(report));
	return 0;
}

SEC(".struct_ops.link")
struct hid_bpf_ops crosswise = {
	.hid_hw_request = (void *)send_output,
	.hid_hw_output_report = (void *)make_request,
};

char _license[] SEC("license") = "GPL";
