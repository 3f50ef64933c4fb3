// SPDX-License-Identifier: GPL-2.0-only
/*
 * Genius (KYE) EasyPen M506, USB 0458:500f: makes it a drawing tablet with pressure, instead of a
 * mouse.
 *
 * Device facts: the descriptor and the reports of the keys are from
 * github.com/DIGImend/tablets/tree/master/KYE_EasyPen_M506; the request, the reports of the pen and
 * the ranges are from the kernel's driver for KYE devices, linux-source-6.12,
 * drivers/hid/hid-kye.c. Linux 6.1 has that driver without this tablet.
 */
#include "hid_bpf_kye_tablet.h"

HID_BPF_CONFIG(HID_DEVICE(BUS_USB, HID_GROUP_GENERIC, 0x0458, 0x500f));

HID_BPF_INFO(device, "Genius EasyPen M506");
HID_BPF_INFO(problem, "The tablet acts as a mouse without pressure.");
HID_BPF_INFO(effect, "The tablet reports position, pressure and both pen buttons, and its keys "
		     "are those for delete, undo and zoom.");
HID_BPF_INFO(note, "If the tablet is a mouse again after suspend, unplug it and plug it in "
		   "again.");
HID_BPF_INFO(fixed, "6.12 or earlier, with the driver hid-kye");

KYE_TABLET(476, 24576, 20480, 1023, 6000, 5000, 4,
	   Usage_Con_ACDelete Usage_Con_ACUndo Usage_Con_ACZoomIn Usage_Con_ACZoomOut);

HID_BPF_OPS(easypen_m506) = {
	.hid_rdesc_fixup = (void *)describe_tablet,
};

char _license[] SEC("license") = "GPL";
