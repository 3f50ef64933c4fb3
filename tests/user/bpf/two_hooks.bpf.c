// SPDX-License-Identifier: GPL-2.0-only
/* An object with one program in two hooks, which are called with different arguments. */
#include "hid_bpf.h"

SEC("struct_ops/hid_device_event")
int BPF_PROG(twice, struct hid_bpf_ctx *hctx)
{
	return 0;
}

SEC(".struct_ops.link")
struct hid_bpf_ops first = { .hid_device_event = (void *)twice };

SEC(".struct_ops.link")
struct hid_bpf_ops second = { .hid_hw_output_report = (void *)twice };

char _license[] SEC("license") = "GPL";
