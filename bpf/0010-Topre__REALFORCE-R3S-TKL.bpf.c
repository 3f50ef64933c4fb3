// SPDX-License-Identifier: GPL-2.0-only
/*
 * Topre REALFORCE R3S with 87 keys, USB 0853:0313: makes more than six keys at once work.
 *
 * The keyboard reports all keys on one interface, with one bit for each key. Its report descriptor
 * declares these bits as an array of key codes, and the kernel ignores them.
 *
 * Device facts (the position of the item, and that the descriptor has at least 106 bytes) are from
 * the kernel's driver for these keyboards: linux-source-6.12, drivers/hid/hid-topre.c. Linux 6.1
 * has that driver only for the R2 with 108 keys.
 */
#include "hid_bpf_wrong_items.h"

HID_BPF_CONFIG(HID_DEVICE(BUS_USB, HID_GROUP_GENERIC, 0x0853, 0x0313));

HID_BPF_INFO(device, "Topre REALFORCE R3S TKL");
HID_BPF_INFO(problem, "Of the keys pressed at once only the first six work.");
HID_BPF_INFO(effect, "All keys pressed at once work.");
HID_BPF_INFO(fixed, "6.12 or earlier, with the driver hid-topre");

/* Which interface it is shows the item: the highest key code, and bits declared as an array. */
HID_BPF_WRONG_ITEMS_IF(size >= 106, WRONG_ITEM(28, UsageMaximum_i8(0xe7) Input(Arr),
					       UsageMaximum_i8(0xe7) Input(Var)));

HID_BPF_OPS(realforce_r3s_tkl) = {
	.hid_rdesc_fixup = (void *)correct_items,
};

char _license[] SEC("license") = "GPL";
