// SPDX-License-Identifier: GPL-2.0-only
/*
 * Thrustmaster TCA Yoke Boeing Edition, USB 044f:0409: removes an axis that no control moves.
 *
 * The report descriptor declares 33 bytes of the vendor as axes. The kernel makes ABS_MISC of them.
 * This program declares the bytes as constant.
 *
 * Device facts (the descriptor and the two wrong items) are from the comments of the kernel's own
 * program for this yoke: linux-source-7.3,
 * drivers/hid/bpf/progs/Thrustmaster__TCA-Yoke-Boeing.bpf.c.
 */
#include "hid_bpf_wrong_items.h"

HID_BPF_CONFIG(HID_DEVICE(BUS_USB, HID_GROUP_GENERIC, 0x044f, 0x0409));

HID_BPF_INFO(device, "Thrustmaster TCA Yoke Boeing Edition");
HID_BPF_INFO(problem, "Games show an axis that no control moves.");
HID_BPF_INFO(effect, "The axis is removed.");
HID_BPF_INFO(fixed, "not yet");

/* The items declare the vendor's bytes. */
HID_BPF_WRONG_ITEMS(149, WRONG_ITEM(90, Input(Var), Input(Const | Var)),
		    WRONG_ITEM(103, Input(Var), Input(Const | Var)));

HID_BPF_OPS(tca_yoke) = {
	.hid_rdesc_fixup = (void *)correct_items,
};

char _license[] SEC("license") = "GPL";
