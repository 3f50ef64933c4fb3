// SPDX-License-Identifier: GPL-2.0-only
/*
 * Philips SPK6327 keyboard (Trust), USB 145f:024b: makes Ctrl, Alt and the other modifiers work.
 *
 * The eight modifier keys are eight bits in the report, but the report descriptor declares them as
 * an array of key numbers.
 *
 * Device facts (size of the descriptor, its error, and the position of the item) are from the
 * kernel's own program for this keyboard: linux-source-7.3,
 * drivers/hid/bpf/progs/Trust__Philips-SPK6327.bpf.c.
 */
#include "hid_bpf_wrong_items.h"

HID_BPF_CONFIG(HID_DEVICE(BUS_USB, HID_GROUP_GENERIC, 0x145f, 0x024b));

HID_BPF_INFO(device, "Philips SPK6327");
HID_BPF_INFO(problem, "Ctrl, Alt and the other modifiers all act as left Shift.");
HID_BPF_INFO(effect, "Each modifier works.");
HID_BPF_INFO(fixed, "not yet");

/* The second interface. The item declares the modifiers. */
HID_BPF_WRONG_ITEMS(169, WRONG_ITEM(100, Input(Arr), Input(Var)));

HID_BPF_OPS(spk6327) = {
	.hid_rdesc_fixup = (void *)correct_items,
};

char _license[] SEC("license") = "GPL";
