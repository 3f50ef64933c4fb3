// SPDX-License-Identifier: GPL-2.0-only
/*
 * Like events.bpf.c, but stores to the context as "act" says, which tracing programs may not do.
 */
#include "events.h"

SEC("struct_ops/hid_device_event")
int BPF_PROG(on_event_storing, struct hid_bpf_ctx *hctx, enum hid_report_type type, __u64 source)
{
	if (!change(hctx, type, source))
		return 0;
	if (act.store_size)
		hctx->size = act.new_size;
	if (act.store_retval)
		hctx->retval = act.new_size;
	return act.ret_size ? size_of(hctx) : act.ret;
}

SEC(".struct_ops.link")
struct hid_bpf_ops storing = {
	.hid_device_event = (void *)on_event_storing,
};

char _license[] SEC("license") = "GPL";
