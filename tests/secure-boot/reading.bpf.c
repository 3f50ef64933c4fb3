// SPDX-License-Identifier: GPL-2.0-only
/* Reads kernel memory with a helper, which lockdown=confidentiality forbids. */
#include "hid_bpf.h"

__u64 read;

SEC("struct_ops/hid_device_event")
int BPF_PROG(read_kernel, struct hid_bpf_ctx *hctx, enum hid_report_type type, __u64 source)
{
	bpf_probe_read_kernel(&read, sizeof(read), hctx);
	return 0;
}

SEC(".struct_ops.link")
struct hid_bpf_ops reading = { .hid_device_event = (void *)read_kernel };

char _license[] SEC("license") = "GPL";
