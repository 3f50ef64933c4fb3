// SPDX-License-Identifier: GPL-2.0-only
/*
 * Two hid_bpf_ops. "refusing" drops reports with the first button, answers requests with an error,
 * and makes the mouse a pointer; "passing" does nothing.
 */
#include "hid_bpf.h"

#define EIO 5

SEC("struct_ops/hid_device_event")
int BPF_PROG(drop, struct hid_bpf_ctx *hctx, enum hid_report_type type, __u64 source)
{
	__u8 *data = hid_bpf_get_data(hctx, 0, 3);

	return data && data[0] & 1 ? -EIO : 0;
}

SEC("struct_ops/hid_rdesc_fixup")
int BPF_PROG(make_pointer, struct hid_bpf_ctx *hctx)
{
	__u8 *data = hid_bpf_get_data(hctx, 0, 4);

	if (data)
		data[3] = 0x01;
	return 0;
}

SEC("struct_ops/hid_hw_request")
int BPF_PROG(refuse, struct hid_bpf_ctx *hctx, unsigned char reportnum, enum hid_report_type rtype,
	     enum hid_class_request reqtype, __u64 source)
{
	return -EIO;
}

SEC("struct_ops/hid_device_event")
int BPF_PROG(pass, struct hid_bpf_ctx *hctx, enum hid_report_type type, __u64 source)
{
	return 0;
}

SEC(".struct_ops.link")
struct hid_bpf_ops refusing = {
	.hid_device_event = (void *)drop,
	.hid_rdesc_fixup = (void *)make_pointer,
	.hid_hw_request = (void *)refuse,
};

SEC(".struct_ops.link")
struct hid_bpf_ops passing = { .hid_device_event = (void *)pass };

char _license[] SEC("license") = "GPL";
