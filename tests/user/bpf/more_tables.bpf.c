// SPDX-License-Identifier: GPL-2.0-only
/* An object with constants of 8 and 5 bytes and a constant setting, which it adds to X. */
#include "hid_bpf.h"

static const __u8 eight[8] = { 10, 20, 30 };
static const __u8 five[5] = { 40, 50, 60 };
const volatile __u32 setting = 1;

SEC("struct_ops/hid_device_event")
int BPF_PROG(add_more, struct hid_bpf_ctx *hctx)
{
	__u8 *data = hid_bpf_get_data(hctx, 0, 3);

	if (data)
		data[1] += eight[data[0] & 7] + five[data[0] & 3] + setting;
	return 0;
}

HID_BPF_OPS(more_tables) = { .hid_device_event = (void *)add_more };

char _license[] SEC("license") = "GPL";
