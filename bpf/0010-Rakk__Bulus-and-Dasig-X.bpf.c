// SPDX-License-Identifier: GPL-2.0-only
/*
 * Rakk Bulus and Rakk Dasig X mice, over USB, their receivers and Bluetooth: makes the two side
 * buttons work.
 *
 * The mice report five buttons, but their report descriptors declare only the first three.
 *
 * Device facts: the three descriptors of the Bulus are from github.com/cedoromal/hid-rakk-bulus;
 * those of the Dasig X, their sizes and the position of the error are from the kernel's driver for
 * it, linux-source-7.3, drivers/hid/hid-rakk.c. Linux 6.12 and 6.1 lack that driver; none has one
 * for the Bulus.
 */
#include "hid_bpf_wrong_items.h"

/* The Bulus, the Dasig X, and what both are over Bluetooth. */
HID_BPF_CONFIG(HID_DEVICE(BUS_USB, HID_GROUP_GENERIC, 0x248a, 0x5b49),
	       HID_DEVICE(BUS_USB, HID_GROUP_GENERIC, 0x248a, 0x5b4a),
	       HID_DEVICE(BUS_USB, HID_GROUP_GENERIC, 0x248a, 0xfb01),
	       HID_DEVICE(BUS_USB, HID_GROUP_GENERIC, 0x248a, 0xfa02),
	       HID_DEVICE(BUS_BLUETOOTH, HID_GROUP_GENERIC, 0x248a, 0x8266));

HID_BPF_INFO(device, "Rakk Bulus");
HID_BPF_INFO(device, "Rakk Dasig X");
HID_BPF_INFO(problem, "The two side buttons do nothing, because the descriptor declares three "
		      "buttons and the mouse has five.");
HID_BPF_INFO(effect, "All five buttons work, with a cable, with the receiver and over Bluetooth.");
HID_BPF_INFO(fixed, "not yet; 7.3 has a driver for the Dasig X");

/* Both over Bluetooth, Bulus and the receiver of the Dasig X, receiver of the Bulus, Dasig X. */
HID_BPF_WRONG_ITEMS_IF(size == 89 || size == 150 || size == 172 || size == 193,
		       WRONG_ITEM(16, UsageMaximum_i8(3), UsageMaximum_i8(5)));

HID_BPF_OPS(rakk) = {
	.hid_rdesc_fixup = (void *)correct_items,
};

char _license[] SEC("license") = "GPL";
