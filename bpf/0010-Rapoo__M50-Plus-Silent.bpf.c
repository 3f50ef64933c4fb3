// SPDX-License-Identifier: GPL-2.0-only
/*
 * Rapoo M50 Plus Silent mouse, USB 24ae:2015: makes its two side buttons work.
 *
 * Device facts (the descriptor, and that the last usage must be 5 instead of 3) are from the
 * comments of the kernel's own program for this mouse: linux-source-7.3,
 * drivers/hid/bpf/progs/Rapoo__M50-Plus-Silent.bpf.c.
 */
#include "hid_bpf_wrong_items.h"

HID_BPF_CONFIG(HID_DEVICE(BUS_USB, HID_GROUP_GENERIC, 0x24ae, 0x2015));

HID_BPF_INFO(device, "Rapoo M50 Plus Silent");
HID_BPF_INFO(problem, "The two side buttons do nothing, because the descriptor declares three "
		      "buttons and the mouse has five.");
HID_BPF_INFO(effect, "All five buttons work.");
HID_BPF_INFO(fixed, "6.17, with the driver hid-rapoo");

/* The interface of the mouse. The item declares the last button. */
HID_BPF_WRONG_ITEMS(186, WRONG_ITEM(16, UsageMaximum_i8(3), UsageMaximum_i8(5)));

HID_BPF_OPS(m50_plus) = {
	.hid_rdesc_fixup = (void *)correct_items,
};

char _license[] SEC("license") = "GPL";
