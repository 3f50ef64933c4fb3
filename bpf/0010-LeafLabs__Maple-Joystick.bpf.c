// SPDX-License-Identifier: GPL-2.0-only
/*
 * Joysticks with the firmware of LeafLabs Maple boards, USB 1eaf:0024, among them handbrakes
 * without a brand for racing games: makes both sliders work.
 *
 * The report descriptor declares two sliders with the same usage. The kernel makes an axis of the
 * first and ignores the second, which is the handbrake. This program declares the second as a dial.
 * The kernel makes ABS_RUDDER of it.
 *
 * Device facts (the descriptor, a report, and that its last byte is the handbrake) are from
 * github.com/Stojak139808/offbrand_handbrake_driver.
 */
#include "hid_bpf_wrong_items.h"

HID_BPF_CONFIG(HID_DEVICE(BUS_USB, HID_GROUP_GENERIC, 0x1eaf, 0x0024));

HID_BPF_INFO(device, "LeafLabs Maple with the firmware of a joystick");
HID_BPF_INFO(device, "handbrakes without a brand that have this firmware");
HID_BPF_INFO(problem, "The second slider does nothing; on a handbrake it is the lever.");
HID_BPF_INFO(effect, "The second slider moves a separate axis, that of a rudder.");
HID_BPF_INFO(fixed, "not yet");

HID_BPF_WRONG_ITEMS(87,
		    WRONG_ITEM(80, Usage_GD_Slider Usage_GD_Slider, Usage_GD_Slider Usage_GD_Dial));

HID_BPF_OPS(maple_joystick) = {
	.hid_rdesc_fixup = (void *)correct_items,
};

char _license[] SEC("license") = "GPL";
