// SPDX-License-Identifier: GPL-2.0-only
/* An object with a function that exists neither in it nor in the kernel. */
#include "hid_bpf.h"

extern int not_there(int size);

SEC("struct_ops/hid_device_event")
int BPF_PROG(call, struct hid_bpf_ctx *hctx)
{
	return not_there(hctx->size);
}

HID_BPF_OPS(undefined) = { .hid_device_event = (void *)call };

char _license[] SEC("license") = "GPL";
