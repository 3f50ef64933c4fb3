// SPDX-License-Identifier: GPL-2.0-only
/*
 * Keyboard of the laptop Lenovo Yoga Slim 7x, I2C 048d:8987: makes the keys work that only some
 * layouts have, such as those with | and _ on a Japanese keyboard.
 *
 * The report descriptor declares key codes up to 221, but limits their values to 101. The kernel
 * ignores the keys with larger codes.
 *
 * Device facts (size of the descriptor, and the items around the error) are from "HID: lenovo:
 * fixup Lenovo Yoga Slim 7x Keyboard rdesc", a patch that Linux 6.12 and 6.1 lack:
 * lore.kernel.org/all/20251124080644.3871678-10-sashal@kernel.org.
 */
#include "hid_bpf_wrong_items.h"

HID_BPF_CONFIG(HID_DEVICE(BUS_I2C, HID_GROUP_GENERIC, 0x048d, 0x8987));

HID_BPF_INFO(device, "Lenovo Yoga Slim 7x");
HID_BPF_INFO(problem, "The laptop's keyboard ignores keys that only some layouts have, such as "
		      "those beside the space bar on a Japanese one.");
HID_BPF_INFO(effect, "All keys work.");
HID_BPF_INFO(fixed, "7.3 or earlier, with the driver hid-lenovo");

/* The item limits the values of the key codes. It is unsigned, because the smallest is 0. */
HID_BPF_WRONG_ITEMS(176, WRONG_ITEM(54, LogicalMaximum_i8(101), LogicalMaximum_i8(221)));

HID_BPF_OPS(yoga_slim_7x) = {
	.hid_rdesc_fixup = (void *)correct_items,
};

char _license[] SEC("license") = "GPL";
