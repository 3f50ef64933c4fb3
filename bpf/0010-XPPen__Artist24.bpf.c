// SPDX-License-Identifier: GPL-2.0-only
/*
 * XP-Pen Artist 24, USB 28bd:093a, and Artist 24 Pro, 28bd:092d: makes the pen's second button a
 * button instead of an eraser.
 *
 * The pen has no eraser, but the tablet declares and reports one when the second button is pressed.
 * As for a pen that is turned around, it also reports that the pen leaves and comes back: a
 * stroke is interrupted. This program declares a button. While the tip touches, it drops the
 * reports in which the pen seems to be away, and those in which tip and button change together.
 *
 * Device facts (the descriptor, and the order of reports when the button is pressed) are from the
 * kernel's own program for these tablets: linux-source-7.3,
 * drivers/hid/bpf/progs/XPPen__Artist24.bpf.c.
 */
#include "hid_bpf_wrong_items.h"

HID_BPF_CONFIG(HID_DEVICE(BUS_USB, HID_GROUP_GENERIC, 0x28bd, 0x093a),
	       HID_DEVICE(BUS_USB, HID_GROUP_GENERIC, 0x28bd, 0x092d));

HID_BPF_INFO(device, "XP-Pen Artist 24");
HID_BPF_INFO(device, "XP-Pen Artist 24 Pro");
HID_BPF_INFO(problem, "The pen's second button acts as an eraser and interrupts the stroke.");
HID_BPF_INFO(effect, "The second button is a button.");
HID_BPF_INFO(fixed, "not yet; 7.3 has a driver for the 24 Pro");

/* The interface of the pen. The item is the usage of the second button. */
HID_BPF_WRONG_ITEMS(107, WRONG_ITEM(16, Usage_Dig_Eraser, Usage_Dig_SecondaryBarrelSwitch));

#define PEN_REPORT 7
#define BUTTONS_AT 1
#define TIP (1 << 0)
#define SECOND_BUTTON (1 << 2)
#define IN_RANGE (1 << 5)

/* The buttons when the pen was last near the tablet. */
static __u8 last_buttons;

SEC(HID_BPF_DEVICE_EVENT)
int BPF_PROG(drop_interruptions, struct hid_bpf_ctx *hctx, enum hid_report_type type, __u64 source)
{
	__u8 *report = hid_bpf_get_data(hctx, 0, BUTTONS_AT + 1);
	__u8 buttons, changed;

	if (!report || report[0] != PEN_REPORT)
		return 0;
	buttons = report[BUTTONS_AT];
	if (!(buttons & IN_RANGE))
		return last_buttons & TIP ? HID_IGNORE_EVENT : 0;
	changed = buttons ^ last_buttons;
	last_buttons = buttons;
	if (changed & TIP && changed & SECOND_BUTTON)
		return HID_IGNORE_EVENT;
	return 0;
}

HID_BPF_OPS(artist_24) = {
	.hid_device_event = (void *)drop_interruptions,
	.hid_rdesc_fixup = (void *)correct_items,
};

char _license[] SEC("license") = "GPL";
