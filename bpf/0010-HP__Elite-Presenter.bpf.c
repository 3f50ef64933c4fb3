// SPDX-License-Identifier: GPL-2.0-only
/*
 * HP Elite Presenter Mouse, Bluetooth 03f0:464a: makes it both a mouse and a pointer for
 * presentations.
 *
 * The device switches between a mouse and a presenter. The report descriptor declares the pointer
 * of each mode as a mouse. This program declares the second as a pointer.
 *
 * Device facts (size of the descriptor, position of the second mouse, and the fix) are from the
 * kernel's own program for this device: linux-source-7.3,
 * drivers/hid/bpf/progs/HP__Elite-Presenter.bpf.c.
 */
#include "hid_bpf_wrong_items.h"

HID_BPF_CONFIG(HID_DEVICE(BUS_BLUETOOTH, HID_GROUP_GENERIC, 0x03f0, 0x464a));

HID_BPF_INFO(device, "HP Elite Presenter Mouse");
HID_BPF_INFO(problem, "Kernels without a quirk for the device make one input device of the mouse "
		      "and the presenter.");
HID_BPF_INFO(effect, "Mouse and presenter are two input devices.");
HID_BPF_INFO(fixed, "6.1 or earlier");

/* The item is the usage of the second application collection. */
HID_BPF_WRONG_ITEMS(264, WRONG_ITEM(78, Usage_GD_Mouse, Usage_GD_Pointer));

HID_BPF_OPS(elite_presenter) = {
	.hid_rdesc_fixup = (void *)correct_items,
};

char _license[] SEC("license") = "GPL";
