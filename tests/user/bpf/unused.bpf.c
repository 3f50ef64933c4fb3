// SPDX-License-Identifier: GPL-2.0-only
/* An object with a program that is in no hid_bpf_ops. */
#include "module/bpf/swap.h"

SEC("struct_ops/hid_hw_output_report")
int BPF_PROG(forgotten, struct hid_bpf_ctx *hctx, __u64 source)
{
	return 0;
}

SEC(".struct_ops.link")
struct hid_bpf_ops swap = { .hid_device_event = (void *)swap_axes };

char _license[] SEC("license") = "GPL";
