// SPDX-License-Identifier: GPL-2.0-only
/* An object with constants of 4 and 8 bytes only, which it adds to X of a report. */
#include "hid_bpf.h"

static const __u8 four[4] = { 1, 2, 3, 4 };
static const __u8 eight[8] = { 10, 20, 30 };

SEC("struct_ops/hid_device_event")
int BPF_PROG(add, struct hid_bpf_ctx *hctx)
{
	__u8 *data = hid_bpf_get_data(hctx, 0, 3);

	if (data)
		data[1] += four[data[0] & 3] + eight[data[0] & 7];
	return 0;
}

HID_BPF_OPS(tables) = { .hid_device_event = (void *)add };

char _license[] SEC("license") = "GPL";
