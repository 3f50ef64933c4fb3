// SPDX-License-Identifier: GPL-2.0-only
/* hid_bpf_ops with no hook, with exactly one, with all, and without a link. */
#include "hid_bpf.h"
#include "shared.h"

struct hook_runs hook_runs;

SEC("struct_ops/hid_device_event")
int BPF_PROG(on_event, struct hid_bpf_ctx *hctx, enum hid_report_type type, __u64 source)
{
	hook_runs.event++;
	return 0;
}

SEC("struct_ops/hid_rdesc_fixup")
int BPF_PROG(on_rdesc, struct hid_bpf_ctx *hctx)
{
	hook_runs.fixup++;
	return 0;
}

SEC("struct_ops/hid_hw_request")
int BPF_PROG(on_request, struct hid_bpf_ctx *hctx, unsigned char reportnum,
	     enum hid_report_type rtype, enum hid_class_request reqtype, __u64 source)
{
	hook_runs.request++;
	return 0;
}

SEC("struct_ops/hid_hw_output_report")
int BPF_PROG(on_output, struct hid_bpf_ctx *hctx, __u64 source)
{
	hook_runs.output++;
	return 0;
}

SEC(".struct_ops.link")
struct hid_bpf_ops none = {};

SEC(".struct_ops.link")
struct hid_bpf_ops only_event = { .hid_device_event = (void *)on_event };

SEC(".struct_ops.link")
struct hid_bpf_ops only_fixup = { .hid_rdesc_fixup = (void *)on_rdesc };

SEC(".struct_ops.link")
struct hid_bpf_ops only_request = { .hid_hw_request = (void *)on_request };

SEC(".struct_ops.link")
struct hid_bpf_ops only_output = { .hid_hw_output_report = (void *)on_output };

SEC(".struct_ops.link")
struct hid_bpf_ops all = {
	.hid_device_event = (void *)on_event,
	.hid_rdesc_fixup = (void *)on_rdesc,
	.hid_hw_request = (void *)on_request,
	.hid_hw_output_report = (void *)on_output,
};

SEC(".struct_ops")
struct hid_bpf_ops no_link = { .hid_device_event = (void *)on_event };

char _license[] SEC("license") = "GPL";
