// SPDX-License-Identifier: GPL-2.0-only
/*
 * Xiaomi Mi Dual Mode Wireless Mouse Silent Edition, over Bluetooth: makes its two side buttons
 * work.
 *
 * Device facts (the descriptor, and that the last usage must be 5 instead of 3) are from the
 * kernel's driver for this mouse: linux-source-6.1, drivers/hid/hid-xiaomi.c. This program is for
 * kernels built without that driver. If the driver is present, it finds its work already done.
 */
#include "hid_bpf_wrong_items.h"

HID_BPF_CONFIG(HID_DEVICE(BUS_BLUETOOTH, HID_GROUP_GENERIC, 0x2717, 0x5014));

HID_BPF_INFO(device, "Xiaomi Mi Dual Mode Wireless Mouse Silent Edition");
HID_BPF_INFO(problem, "Over Bluetooth the two side buttons do nothing, because the descriptor "
		      "declares three buttons and the mouse has five.");
HID_BPF_INFO(effect, "All five buttons work.");
HID_BPF_INFO(fixed, "6.1 or earlier, with the driver hid-xiaomi");

/* The item declares the last button. */
HID_BPF_WRONG_ITEMS(87, WRONG_ITEM(16, UsageMaximum_i8(3), UsageMaximum_i8(5)));

HID_BPF_OPS(mi_silent_mouse) = {
	.hid_rdesc_fixup = (void *)correct_items,
};

char _license[] SEC("license") = "GPL";
