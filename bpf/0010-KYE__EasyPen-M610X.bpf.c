// SPDX-License-Identifier: GPL-2.0-only
/*
 * Genius (KYE) EasyPen M610X, USB 0458:5013: makes it a drawing tablet with pressure, instead of a
 * mouse.
 *
 * Device facts (the request, the size of the descriptor, and layout, ranges and keys of the
 * reports) are from the kernel's driver for KYE devices: linux-source-6.1, drivers/hid/hid-kye.c.
 * This program is for kernels built without that driver. If the driver is present, it finds its
 * work already done.
 */
#include "hid_bpf_kye_tablet.h"

HID_BPF_CONFIG(HID_DEVICE(BUS_USB, HID_GROUP_GENERIC, 0x0458, 0x5013));

HID_BPF_INFO(device, "Genius EasyPen M610X");
HID_BPF_INFO(problem, "The tablet acts as a mouse without pressure.");
HID_BPF_INFO(effect, "The tablet reports position, pressure and both pen buttons, and its keys "
		     "are those for undo, redo and zoom.");
HID_BPF_INFO(note, "If the tablet is a mouse again after suspend, unplug it and plug it in "
		   "again.");
HID_BPF_INFO(fixed, "6.1 or earlier, with the driver hid-kye");

KYE_TABLET(476, 40960, 25600, 1023, 10000, 6250, 4,
	   Usage_Con_ACUndo Usage_Con_ACRedoRepeat Usage_Con_ACZoomIn Usage_Con_ACZoomOut);

HID_BPF_OPS(easypen_m610x) = {
	.hid_rdesc_fixup = (void *)describe_tablet,
};

char _license[] SEC("license") = "GPL";
