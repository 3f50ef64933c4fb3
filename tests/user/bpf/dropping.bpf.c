// SPDX-License-Identifier: GPL-2.0-only
/* An object for a keyboard, which drops all its reports. */
#include "hid_bpf_helpers.h"

HID_BPF_CONFIG(HID_DEVICE(BUS_USB, HID_GROUP_GENERIC, 0x1209, 0xac3f));

SEC(HID_BPF_DEVICE_EVENT)
int BPF_PROG(drop, struct hid_bpf_ctx *hctx)
{
	return -EINVAL;
}

HID_BPF_OPS(dropping) = {
	.hid_device_event = (void *)drop,
};

char _license[] SEC("license") = "GPL";
