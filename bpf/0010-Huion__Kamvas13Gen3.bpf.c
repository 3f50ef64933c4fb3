// SPDX-License-Identifier: GPL-2.0-only
/*
 * Huion Kamvas 13 (Gen 3), USB 256c:2008: makes pen, keys and dials work in vendor mode.
 *
 * In firmware mode, which this program does not change, the keys act like a keyboard, and the pen's
 * second button and its size are wrong. In vendor mode, nothing works without this program. With
 * it, applications see a pen with three buttons, and a tablet pad with seven buttons, of which the
 * last two are those of the dials, and two dials.
 *
 * Device facts (descriptors, firmware, reports, ranges) are from the kernel's own program for this
 * tablet: linux-source-7.3, drivers/hid/bpf/progs/Huion__Kamvas13Gen3.bpf.c.
 */
#include "huion.h"

/* The kernel puts the interface of the pen into the group of touchscreens. */
HID_BPF_CONFIG(HID_DEVICE(BUS_USB, HID_GROUP_ANY, 0x256c, 0x2008));

HID_BPF_INFO(device, "Huion Kamvas 13 (Gen 3)");
HID_BPF_INFO(problem, "In vendor mode nothing works.");
HID_BPF_INFO(effect, "In vendor mode the pen has three buttons and the right size, and keys and "
		     "dials are the seven buttons and the two dials of a tablet pad.");
HID_BPF_INFO(note, "Use huion-switcher to enable vendor mode; firmware mode stays as it is. If "
		   "several keys are pressed at once, only the first one counts.");
HID_BPF_INFO(fixed, "not yet");

/* clang-format off */
static const __u8 vendor_rdesc[] = {
	TabletPen(HUION_REPORT,
		PenThreeButtons
		PenX(16, 58760, 2938)
		PenY(16, 33040, 1652)
		PenPressure(16383)
		PenGap(2)
		PenTiltInDegrees(60)
	)
	TabletPad(HUION_PAD_REPORT, PadDial PadSecondDial PadButtons(7))
	FixedSizeVendorReport(HUION_REPORT_SIZE)
};
/* clang-format on */

HUION_TABLET(kamvas_13_gen3, "HUION_M22c_", huion_convert_gen3,
	     HUION_VENDOR_INTERFACE(36, vendor_rdesc) HUION_UNCHANGED_INTERFACE(368)
		     HUION_UNCHANGED_INTERFACE(108));

char _license[] SEC("license") = "GPL";
