// SPDX-License-Identifier: GPL-2.0-only
/* An object for hidbpf: one event program that counts itself in each report. */
#include "count.h"

SEC("struct_ops/hid_device_event")
int BPF_PROG(on_event, struct hid_bpf_ctx *hctx, enum hid_report_type type, __u64 source)
{
	return count_or_drop(hctx);
}

SEC(".struct_ops.link")
struct hid_bpf_ops hop = { .hid_device_event = (void *)on_event };

char _license[] SEC("license") = "GPL";
