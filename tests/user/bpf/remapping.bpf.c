// SPDX-License-Identifier: GPL-2.0-only
/* An object that makes the key A of a keyboard a B. */
#include "hid_bpf_helpers.h"

#define KEY_A 0x04
#define KEY_B 0x05

SEC(HID_BPF_DEVICE_EVENT)
int BPF_PROG(remap, struct hid_bpf_ctx *hctx)
{
	__u8 *data = hid_bpf_get_data(hctx, 0, 8);

	if (data && data[2] == KEY_A)
		data[2] = KEY_B;
	return 0;
}

HID_BPF_OPS(remapping) = {
	.hid_device_event = (void *)remap,
};

char _license[] SEC("license") = "GPL";
