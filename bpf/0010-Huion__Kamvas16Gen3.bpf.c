// SPDX-License-Identifier: GPL-2.0-only
/*
 * Huion Kamvas 16 (Gen 3), USB 256c:2009: makes pen, keys and dials work in vendor mode.
 *
 * In firmware mode, which this program does not change, the keys act like a keyboard, and the pen's
 * second button and its size are wrong. In vendor mode, nothing works without this program. With
 * it, applications see a pen with three buttons, and a tablet pad with eight buttons, of which the
 * last two are those of the dials, and two dials.
 *
 * Device facts (descriptors, firmware, reports, ranges) are from the kernel's own program for this
 * tablet: linux-source-7.3, drivers/hid/bpf/progs/Huion__Kamvas16Gen3.bpf.c.
 */
#include "huion.h"

/* The kernel puts the interface of the pen into the group of touchscreens. */
HID_BPF_CONFIG(HID_DEVICE(BUS_USB, HID_GROUP_ANY, 0x256c, 0x2009));

HID_BPF_INFO(device, "Huion Kamvas 16 (Gen 3)");
HID_BPF_INFO(problem, "In vendor mode nothing works.");
HID_BPF_INFO(effect, "In vendor mode the pen has three buttons and the right size, and keys and "
		     "dials are the eight buttons and the two dials of a tablet pad.");
HID_BPF_INFO(note, "Use huion-switcher to enable vendor mode; firmware mode stays as it is. If "
		   "several keys are pressed at once, only the first one counts.");
HID_BPF_INFO(fixed, "not yet");

/* In reports about the pen: Y and pressure, before the third byte of X. */
#define Y_AT 4
#define X_HIGH_AT 8

/* clang-format off */
static const __u8 vendor_rdesc[] = {
	TabletPen(HUION_REPORT,
		PenThreeButtons
		PenX(24, 69920, 3496)
		PenY(16, 39340, 1967)
		PenPressure(16383)
		PenGap(1)
		PenTiltInDegrees(60)
	)
	TabletPad(HUION_PAD_REPORT, PadDial PadSecondDial PadButtons(8))
	FixedSizeVendorReport(HUION_REPORT_SIZE)
};
/* clang-format on */

static void join_x(__u8 *data)
{
	__u8 x_high = data[X_HIGH_AT];

	for (int i = X_HIGH_AT; i > Y_AT; i--)
		data[i] = data[i - 1];
	data[Y_AT] = x_high;
}

static int convert(__u8 *data)
{
	int size = huion_convert_gen3(data);

	if (huion_is_gen3_pen(data))
		join_x(data);
	return size;
}

HUION_TABLET(kamvas_16_gen3, "HUION_M22d_", convert,
	     HUION_VENDOR_INTERFACE(36, vendor_rdesc) HUION_UNCHANGED_INTERFACE(328)
		     HUION_UNCHANGED_INTERFACE(200));

char _license[] SEC("license") = "GPL";
