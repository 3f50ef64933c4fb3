// SPDX-License-Identifier: GPL-2.0-only
/* What "make bench" attaches: programs that do nothing, or the least that is useful. */
#include "hid_bpf.h"

SEC("struct_ops/hid_device_event")
int BPF_PROG(do_nothing, struct hid_bpf_ctx *hctx, enum hid_report_type type, __u64 source)
{
	return 0;
}

/* ops0 to ops64 */
#define MANY_PROGRAM do_nothing
#include "module/bpf/many.h"

/* Swaps the axes of the model "wheel", releases its buttons and stops its wheel. */
SEC("struct_ops/hid_device_event")
int BPF_PROG(change_report, struct hid_bpf_ctx *hctx, enum hid_report_type type, __u64 source)
{
	__u8 *data = hid_bpf_get_data(hctx, 1, 4);
	__u8 x;

	if (!data)
		return 0;
	x = data[1];
	data[0] = 0;
	data[1] = data[2];
	data[2] = x;
	data[3] = 0;
	return 0;
}

SEC("struct_ops/hid_rdesc_fixup")
int BPF_PROG(leave_descriptor, struct hid_bpf_ctx *hctx)
{
	return 0;
}

SEC("struct_ops/hid_hw_request")
int BPF_PROG(pass_request, struct hid_bpf_ctx *hctx, unsigned char reportnum,
	     enum hid_report_type rtype, enum hid_class_request reqtype, __u64 source)
{
	return 0;
}

SEC(".struct_ops.link")
struct hid_bpf_ops change = { .hid_device_event = (void *)change_report };

SEC(".struct_ops.link")
struct hid_bpf_ops fixup = { .hid_rdesc_fixup = (void *)leave_descriptor };

SEC(".struct_ops.link")
struct hid_bpf_ops request = { .hid_hw_request = (void *)pass_request };

char _license[] SEC("license") = "GPL";
