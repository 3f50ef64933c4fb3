// SPDX-License-Identifier: GPL-2.0-only
/* Programs that let nothing through, and wait in a request for another device if the test asks. */
#include "hid_bpf.h"
#include "shared.h"

#define EPERM 1

struct hold hold;

static void wait_for(__u32 hid)
{
	__u8 report[5] = { 1 };
	struct hid_bpf_ctx *other;

	other = hid_bpf_allocate_context(hid);
	if (!other)
		return;
	hid_bpf_hw_request(other, report, sizeof(report), HID_FEATURE_REPORT, HID_REQ_GET_REPORT);
	hid_bpf_release_context(other);
}

SEC("struct_ops.s/hid_hw_request")
int BPF_PROG(hold_request, struct hid_bpf_ctx *hctx, unsigned char reportnum,
	     enum hid_report_type rtype, enum hid_class_request reqtype, __u64 source)
{
	__u32 other = hold.other_hid;

	hold.requests++;
	hold.other_hid = 0;
	if (other)
		wait_for(other);
	return -EPERM;
}

SEC("struct_ops.s/hid_hw_output_report")
int BPF_PROG(drop_output, struct hid_bpf_ctx *hctx, __u64 source)
{
	hold.outputs++;
	return -EPERM;
}

SEC("struct_ops/hid_device_event")
int BPF_PROG(drop_report, struct hid_bpf_ctx *hctx, enum hid_report_type type, __u64 source)
{
	hold.reports++;
	return -EPERM;
}

SEC(".struct_ops.link")
struct hid_bpf_ops closed = {
	.hid_device_event = (void *)drop_report,
	.hid_hw_request = (void *)hold_request,
	.hid_hw_output_report = (void *)drop_output,
};

SEC(".struct_ops.link")
struct hid_bpf_ops holding = { .hid_hw_request = (void *)hold_request };

SEC(".struct_ops.link")
struct hid_bpf_ops dropping = { .hid_device_event = (void *)drop_report };

char _license[] SEC("license") = "GPL";
