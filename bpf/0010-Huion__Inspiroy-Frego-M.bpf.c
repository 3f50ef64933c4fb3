// SPDX-License-Identifier: GPL-2.0-only
/*
 * Huion Inspiroy Frego M (L610), USB 256c:2012 and Bluetooth 256c:8251: makes the pen's second
 * button a button.
 *
 * The descriptor declares it as a second tip, which the kernel ignores.
 *
 * Device facts (size and beginning of the descriptor) are from the kernel's own program for this
 * tablet: linux-source-7.3, drivers/hid/bpf/progs/Huion__Inspiroy-Frego-M.bpf.c. Another device of
 * Huion has the same IDs over Bluetooth; the descriptor distinguishes them.
 */
#include "hid_bpf_wrong_items.h"

HID_BPF_CONFIG(HID_DEVICE(BUS_USB, HID_GROUP_GENERIC, 0x256c, 0x2012),
	       HID_DEVICE(BUS_BLUETOOTH, HID_GROUP_GENERIC, 0x256c, 0x8251));

HID_BPF_INFO(device, "Huion Inspiroy Frego M (L610)");
HID_BPF_INFO(problem, "The pen's second button does nothing.");
HID_BPF_INFO(effect, "The second button works.");
HID_BPF_INFO(fixed, "not yet");

/* The interface of the pen. The item is the usage of the second button. */
HID_BPF_WRONG_ITEMS(125,
		    WRONG_ITEM(16, Usage_Dig_SecondaryTipSwitch, Usage_Dig_SecondaryBarrelSwitch));

HID_BPF_OPS(inspiroy_frego_m) = {
	.hid_rdesc_fixup = (void *)correct_items,
};

char _license[] SEC("license") = "GPL";
