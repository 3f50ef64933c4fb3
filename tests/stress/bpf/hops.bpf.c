// SPDX-License-Identifier: GPL-2.0-only
/*
 * Event programs that count themselves in each report, as many as a device may have and one more;
 * a descriptor fixup; and requests that make requests.
 */
#include "count.h"

#define USAGE 0x09
#define USAGE_X 0x30
#define USAGE_Y 0x31

/* Requests that a program made, successful or not. */
__u32 requests;

SEC("struct_ops/hid_device_event")
int BPF_PROG(on_event, struct hid_bpf_ctx *hctx, enum hid_report_type type, __u64 source)
{
	return count_or_drop(hctx);
}

/* Swaps the mouse's axes. */
SEC("struct_ops/hid_rdesc_fixup")
int BPF_PROG(on_rdesc, struct hid_bpf_ctx *hctx)
{
	__u8 *data = hid_bpf_get_data(hctx, 0, 64);

	if (!data)
		return 0;
	for (int i = 0; i < 60; i++) {
		if (data[i] == USAGE && data[i + 1] == USAGE_X && data[i + 2] == USAGE &&
		    data[i + 3] == USAGE_Y) {
			data[i + 1] = USAGE_Y;
			data[i + 3] = USAGE_X;
			break;
		}
	}
	return 0;
}

SEC("struct_ops.s/hid_hw_request")
int BPF_PROG(on_request, struct hid_bpf_ctx *hctx, unsigned char reportnum,
	     enum hid_report_type rtype, enum hid_class_request reqtype, __u64 source)
{
	__u8 buf[5] = { 1 };

	hid_bpf_hw_request(hctx, buf, sizeof(buf), HID_FEATURE_REPORT, HID_REQ_GET_REPORT);
	__sync_fetch_and_add(&requests, 1);
	return 0;
}

SEC("struct_ops.s/hid_hw_output_report")
int BPF_PROG(on_output, struct hid_bpf_ctx *hctx, __u64 source)
{
	return 0;
}

SEC(".struct_ops.link")
struct hid_bpf_ops fixup = { .hid_rdesc_fixup = (void *)on_rdesc };

SEC(".struct_ops.link")
struct hid_bpf_ops asking = {
	.hid_hw_request = (void *)on_request,
	.hid_hw_output_report = (void *)on_output,
};

#define MANY_PROGRAM on_event
#include "module/bpf/many.h"

char _license[] SEC("license") = "GPL";
