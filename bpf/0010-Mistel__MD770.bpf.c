// SPDX-License-Identifier: GPL-2.0-only
/*
 * Mistel MD770 keyboard, USB 04d9:0339: makes more than six keys at once work.
 *
 * The keyboard reports the first six pressed keys on one interface, and all others on a second one,
 * with one bit for each key. The report descriptor of the second declares these bits as an array of
 * key numbers, and the kernel ignores them.
 *
 * Device facts (the descriptor and its error) are from the comments of the kernel's own program for
 * this keyboard: linux-source-7.3, drivers/hid/bpf/progs/Mistel__MD770.bpf.c.
 */
#include "hid_bpf_wrong_items.h"

HID_BPF_CONFIG(HID_DEVICE(BUS_USB, HID_GROUP_GENERIC, 0x04d9, 0x0339));

HID_BPF_INFO(device, "Mistel MD770");
HID_BPF_INFO(problem, "Of the keys pressed at once only the first six work.");
HID_BPF_INFO(effect, "All keys pressed at once work.");
HID_BPF_INFO(fixed, "not yet");

/* The second interface. The item declares the keys. */
HID_BPF_WRONG_ITEMS(203, WRONG_ITEM(200, Input(Arr), Input(Var)));

HID_BPF_OPS(md770) = {
	.hid_rdesc_fixup = (void *)correct_items,
};

char _license[] SEC("license") = "GPL";
