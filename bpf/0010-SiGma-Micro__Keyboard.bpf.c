// SPDX-License-Identifier: GPL-2.0-only
/*
 * Keyboards with a SiGma Micro chip, USB 1c4f:0059: makes Ctrl, Alt and the other modifiers work.
 *
 * The eight modifier keys are eight bits in the report, but the report descriptor declares them as
 * an array of key numbers.
 *
 * Device facts (the descriptor and its error) are from the kernel's driver for these keyboards:
 * linux-source-6.1, drivers/hid/hid-sigmamicro.c. This program is for kernels built without that
 * driver. If the driver is present, it finds its work already done.
 */
#include "hid_bpf_wrong_items.h"

HID_BPF_CONFIG(HID_DEVICE(BUS_USB, HID_GROUP_GENERIC, 0x1c4f, 0x0059));

HID_BPF_INFO(device, "keyboards with a SiGma Micro chip");
HID_BPF_INFO(problem, "Ctrl, Alt and the other modifiers all act as left Shift.");
HID_BPF_INFO(effect, "Each modifier works.");
HID_BPF_INFO(fixed, "6.1 or earlier, with the driver hid-sigmamicro");

/* The interface of the keyboard. The item declares the modifiers. */
HID_BPF_WRONG_ITEMS(167, WRONG_ITEM(98, Input(Arr), Input(Var)));

HID_BPF_OPS(sigma_micro) = {
	.hid_rdesc_fixup = (void *)correct_items,
};

char _license[] SEC("license") = "GPL";
