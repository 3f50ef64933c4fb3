// SPDX-License-Identifier: GPL-2.0-only
/*
 * Redragon King Lite mouse with its receiver, USB 320f:226f: makes its two side buttons work.
 *
 * The mouse reports five buttons, but the report descriptor of the receiver declares only the first
 * three. With a cable the mouse works, and has other IDs.
 *
 * Device facts (the descriptor, its error and the reports of the side buttons) are from the thread
 * "[BUG] Side buttons not detected on Telink 2.4G mouse (ID 320f:226f)", October and November 2025,
 * linux-input@vger.kernel.org,
 * lore.kernel.org/all/CADYkRmrfhRf6VmQjc+su+mepyv=TsHc+aMcL6ryRZ5HTZ8pyFg@mail.gmail.com. Linux
 * 6.12 and 6.1 lack the fix, which 7.3 has in drivers/hid/hid-evision.c.
 */
#include "hid_bpf_wrong_items.h"

HID_BPF_CONFIG(HID_DEVICE(BUS_USB, HID_GROUP_GENERIC, 0x320f, 0x226f));

HID_BPF_INFO(device, "Redragon King Lite");
HID_BPF_INFO(problem, "With the receiver the two side buttons do nothing, because its "
		      "descriptor declares three buttons and the mouse has five.");
HID_BPF_INFO(effect, "All five buttons work.");
HID_BPF_INFO(fixed, "7.3 or earlier, with the driver hid-evision");

/* The item declares the last button. */
HID_BPF_WRONG_ITEMS(236, WRONG_ITEM(59, UsageMaximum_i8(3), UsageMaximum_i8(5)));

HID_BPF_OPS(king_lite) = {
	.hid_rdesc_fixup = (void *)correct_items,
};

char _license[] SEC("license") = "GPL";
