// SPDX-License-Identifier: GPL-2.0-only
/* An object with two hid_bpf_ops; the fixup, which changes nothing, can be refused. */
#include "module/bpf/swap.h"

SEC("struct_ops/hid_rdesc_fixup")
int BPF_PROG(keep_descriptor, struct hid_bpf_ctx *hctx)
{
	return 0;
}

SEC(".struct_ops.link")
struct hid_bpf_ops a_swap = { .hid_device_event = (void *)swap_axes };

SEC(".struct_ops.link")
struct hid_bpf_ops b_fixup = { .hid_rdesc_fixup = (void *)keep_descriptor };

char _license[] SEC("license") = "GPL";
