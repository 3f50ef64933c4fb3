// SPDX-License-Identifier: GPL-2.0-only
/*
 * A hid_device_event program that does what the test sets in "act" and records what it saw in
 * "seen".
 */
#include "events.h"

SEC("struct_ops/hid_device_event")
int BPF_PROG(on_event, struct hid_bpf_ctx *hctx, enum hid_report_type type, __u64 source)
{
	if (!change(hctx, type, source))
		return 0;
	return act.ret_size ? size_of(hctx) : act.ret;
}

SEC(".struct_ops.link")
struct hid_bpf_ops event = {
	.hid_device_event = (void *)on_event,
};

char _license[] SEC("license") = "GPL";
