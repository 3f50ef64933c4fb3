// SPDX-License-Identifier: GPL-2.0-only
/*
 * Huion Inspiroy 2 S, USB 256c:0066: makes its keys and its dial those of a tablet pad, and
 * describes the pen's size and its second button.
 *
 * Without this program, the keys and the dial act like a keyboard ("b", "e", "i", Ctrl+S, space,
 * Ctrl+Alt+Z, Ctrl+-, Ctrl+=). In vendor mode, nothing works at all. With it, everything works in
 * both modes. In vendor mode, it also keeps the stroke together when the second button is pressed
 * or released: the tablet then reports up to four times that the tip does not touch.
 *
 * Device facts (descriptors, firmware, what keys and dial send, ranges, and the missing tip) are
 * from the kernel's own program for this tablet: linux-source-7.3,
 * drivers/hid/bpf/progs/Huion__Inspiroy-2-S.bpf.c.
 */
#include "huion.h"

HID_BPF_CONFIG(HID_DEVICE(BUS_USB, HID_GROUP_GENERIC, 0x256c, 0x0066));

HID_BPF_INFO(device, "Huion Inspiroy 2 S");
HID_BPF_INFO(problem, "The keys and the dial send keyboard shortcuts, the pen's second button "
		      "acts as an eraser, and the size is unknown. In vendor mode nothing works.");
HID_BPF_INFO(effect, "Keys and dial are those of a tablet pad, the pen has two buttons, and the "
		     "size is correct, in both modes.");
HID_BPF_INFO(note, "When the second button is pressed while drawing, the stroke is interrupted, "
		   "except in vendor mode, which huion-switcher enables.");
HID_BPF_INFO(fixed, "not yet");

#define PEN_REPORT 10

/* What the keys send, from top to bottom: the modifiers and the key code. */
static const __u16 shortcuts[] = { 0x0005, 0x000c, 0x0008, 0x0116, 0x002c, 0x051d };

#define TIP (1 << 0)
#define SECOND_BUTTON (1 << 2)
#define REPORTS_WITHOUT_TIP 4

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
	TabletPad(HUION_PAD_REPORT, PadDial PadNoDial PadOneOfButtons(6))
};

static const __u8 vendor_rdesc[] = {
	TabletPen(HUION_REPORT,
		PenTwoButtons
		PenX(16, 32000, 1600)
		PenY(16, 20000, 1000)
		PenPressure(8192)
	)
	TabletPad(HUION_PAD_REPORT, PadDial PadNoDial PadButtons(6))
	FixedSizeVendorReport(HUION_REPORT_SIZE)
};
/* clang-format on */

static void keep_tip(__u8 *status)
{
	static __u8 last_status, missing;
	__u8 reported = *status;

	if (missing) {
		missing = reported & TIP ? 0 : missing - 1;
		*status |= TIP;
	}
	if (last_status & TIP && (last_status ^ reported) & SECOND_BUTTON) {
		missing = REPORTS_WITHOUT_TIP;
		*status |= TIP;
	}
	last_status = reported;
}

static int convert(__u8 *data)
{
	if (data[0] == HUION_KEYS_REPORT)
		return huion_send_shortcut(data, shortcuts, ARRAY_SIZE(shortcuts));
	if (data[0] == HUION_REPORT && !(data[HUION_STATUS] & HUION_PAD) &&
	    data[HUION_STATUS] & HUION_PEN_IN_RANGE)
		keep_tip(&data[HUION_STATUS]);
	return huion_convert(data, 1);
}

HUION_TABLET(inspiroy_2_s, "HUION_T21j_", convert,
	     HUION_VENDOR_INTERFACE(18, vendor_rdesc) HUION_FIRMWARE_INTERFACE(93, pen_rdesc)
		     HUION_FIRMWARE_INTERFACE(65, pad_rdesc));

char _license[] SEC("license") = "GPL";
