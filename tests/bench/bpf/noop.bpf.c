// SPDX-License-Identifier: GPL-2.0-only
/* An event program that does nothing, for what calling one costs. */
#include "hid_bpf.h"

SEC("struct_ops/hid_device_event")
int BPF_PROG(do_nothing, struct hid_bpf_ctx *hctx, enum hid_report_type type, __u64 source)
{
	return 0;
}

SEC(".struct_ops.link")
struct hid_bpf_ops noop = {
	.hid_device_event = (void *)do_nothing,
};

char _license[] SEC("license") = "GPL";
