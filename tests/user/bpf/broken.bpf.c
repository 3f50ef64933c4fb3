// SPDX-License-Identifier: GPL-2.0-only
/* An object with a program that each kernel's verifier refuses. */
#include "hid_bpf.h"

SEC("struct_ops/hid_device_event")
int BPF_PROG(unchecked, struct hid_bpf_ctx *hctx, enum hid_report_type type, __u64 source)
{
	__u8 *data = hid_bpf_get_data(hctx, 0, 4);

	data[3] = 1;
	return 0;
}

SEC(".struct_ops.link")
struct hid_bpf_ops broken = { .hid_device_event = (void *)unchecked };

char _license[] SEC("license") = "GPL";
