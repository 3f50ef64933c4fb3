// SPDX-License-Identifier: GPL-2.0-only
/* A small object with one of everything that the reader handles; seed.ops lists its ops. */
#include "hid_bpf.h"

SEC("struct_ops/hid_device_event")
int BPF_PROG(event, struct hid_bpf_ctx *hctx)
{
	return 0;
}

SEC("struct_ops.s/hid_rdesc_fixup")
int BPF_PROG(fixup, struct hid_bpf_ctx *hctx)
{
	return 0;
}

SEC("struct_ops.s/hid_hw_request")
int BPF_PROG(request, struct hid_bpf_ctx *hctx)
{
	return 0;
}

SEC("struct_ops.s/hid_hw_output_report")
int BPF_PROG(output, struct hid_bpf_ctx *hctx)
{
	return 0;
}

SEC(".struct_ops.link")
struct hid_bpf_ops all = {
	.hid_id = 7,
	.flags = 8,
	.hid_device_event = (void *)event,
	.hid_rdesc_fixup = (void *)fixup,
	.hid_hw_request = (void *)request,
	.hid_hw_output_report = (void *)output,
};

SEC(".struct_ops.link")
struct hid_bpf_ops none = { .hid_id = -2 };

SEC(".struct_ops")
struct hid_bpf_ops plain = { .hid_device_event = (void *)event };

SEC("?.struct_ops.link")
struct hid_bpf_ops maybe = { .hid_rdesc_fixup = (void *)fixup };

char _license[] SEC("license") = "GPL";
