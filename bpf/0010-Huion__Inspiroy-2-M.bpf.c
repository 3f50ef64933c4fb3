// SPDX-License-Identifier: GPL-2.0-only
/*
 * Huion Inspiroy 2 M, USB 256c:0067: makes its keys and its dial those of a tablet pad, and
 * describes the pen's size and its second button.
 *
 * Without this program, the keys and the dial act like a keyboard ("b", Ctrl+Shift+N, "e", "i",
 * space, Ctrl+E, Ctrl+S, Ctrl+Alt+Z, Ctrl+-, Ctrl+=). In vendor mode, nothing works at all. With
 * it, everything works in both modes.
 *
 * Device facts (descriptors, firmware, what keys and dial send, ranges) are from the kernel's own
 * program for this tablet: linux-source-7.3, drivers/hid/bpf/progs/Huion__Inspiroy-2-M.bpf.c.
 */
#include "huion.h"

HID_BPF_CONFIG(HID_DEVICE(BUS_USB, HID_GROUP_GENERIC, 0x256c, 0x0067));

HID_BPF_INFO(device, "Huion Inspiroy 2 M");
HID_BPF_INFO(problem, "The keys and the dial send keyboard shortcuts, the pen's second button "
		      "acts as an eraser, and the size is unknown. In vendor mode nothing works.");
HID_BPF_INFO(effect, "Keys and dial are those of a tablet pad, the pen has two buttons, and the "
		     "size is correct, in both modes.");
HID_BPF_INFO(fixed, "not yet");

#define PEN_REPORT 10

/* What the keys send, from top to bottom: the modifiers and the key code. */
static const __u16 shortcuts[] = { 0x0005, 0x0711, 0x0008, 0x000c, 0x002c, 0x0108, 0x0116, 0x051d };

/* clang-format off */
static const __u8 pen_rdesc[] = {
	TabletPen(PEN_REPORT,
		PenTwoButtons
		PenX(16, 32767, 1600)
		PenY(16, 32767, 1000)
		PenPressure(8191)
		PenGap(2)
	)
};

static const __u8 pad_rdesc[] = {
	TabletPad(HUION_PAD_REPORT, PadDial PadNoDial PadOneOfButtons(8))
};

static const __u8 vendor_rdesc[] = {
	TabletPen(HUION_REPORT,
		PenTwoButtons
		PenX(16, 32000, 1600)
		PenY(16, 20000, 1000)
		PenPressure(8192)
	)
	TabletPad(HUION_PAD_REPORT, PadDial PadNoDial PadManyButtons(11))
	FixedSizeVendorReport(HUION_REPORT_SIZE)
};
/* clang-format on */

static int convert(__u8 *data)
{
	if (data[0] == HUION_KEYS_REPORT)
		return huion_send_shortcut(data, shortcuts, ARRAY_SIZE(shortcuts));
	return huion_convert(data, 1);
}

HUION_TABLET(inspiroy_2_m, "HUION_T21k_", convert,
	     HUION_VENDOR_INTERFACE(36, vendor_rdesc) HUION_FIRMWARE_INTERFACE(93, pen_rdesc)
		     HUION_FIRMWARE_INTERFACE(133, pad_rdesc));

char _license[] SEC("license") = "GPL";
