/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Blocks for programs of drawing tablets: the report descriptors of a pen and of a tablet pad, and
 * the pad's report. Sizes are in tenths of a millimetre.
 *
 *	static const __u8 tablet_rdesc[] = {
 *		TabletPen(8,
 *			PenTwoButtons
 *			PenX(16, 32000, 1600)
 *			PenY(16, 20000, 1000)
 *			PenPressure(8191)
 *		)
 *		TabletPad(3, PadDial PadNoDial PadButtons(6))
 *		FixedSizeVendorReport(12)
 *	};
 */
#ifndef HID_BPF_TABLET_H
#define HID_BPF_TABLET_H

#include "hid_bpf_helpers.h"
#include "hid_report_helpers.h"

/* A pen's report: its ID, a byte with the buttons, and then what the following blocks describe. */
/* clang-format off */
#define TabletPen(id, ...) \
	UsagePage_Digitizers \
	Usage_Dig_Pen \
	CollectionApplication( \
		ReportId(id) \
		Usage_Dig_Pen \
		CollectionPhysical( \
			LogicalMinimum_i8(0) \
			LogicalMaximum_i8(1) \
			ReportSize(1) \
			__VA_ARGS__ \
		) \
	)

/* Bits from the lowest: the tip, two buttons, unused or the third button, unused, "in range". */
#define PenTwoButtons PenButtons(ReportCount(4) Input(Const))
#define PenThreeButtons \
	PenButtons( \
		ReportCount(1) \
		UsagePage_Button \
		Usage_i8(0x4a) /* becomes BTN_STYLUS3 */ \
		Input(Var) \
		UsagePage_Digitizers \
		ReportCount(3) \
		Input(Const) \
	)
#define PenButtons(...) \
	Usage_Dig_TipSwitch \
	Usage_Dig_BarrelSwitch \
	Usage_Dig_SecondaryBarrelSwitch \
	ReportCount(3) \
	Input(Var) \
	__VA_ARGS__ \
	Usage_Dig_InRange \
	ReportCount(1) \
	Input(Var)

/* An axis of @bits bits, from 0 to @maximum, and its size. */
#define PenX(bits, maximum, size) PenAxis(Usage_GD_X, bits, maximum, size)
#define PenY(bits, maximum, size) PenAxis(Usage_GD_Y, bits, maximum, size)
#define PenAxis(usage, bits, maximum, size) \
	PushPop( \
		UsagePage_GenericDesktop \
		usage \
		Unit(cm) \
		UnitExponent(-2) \
		PhysicalMinimum_i8(0) \
		PhysicalMaximum_i16(size) \
		LogicalMaximum_i32(maximum) \
		ReportSize(bits) \
		Input(Var) \
	)

/* The pressure, two bytes from 0 to @maximum. */
#define PenPressure(maximum) \
	PushPop( \
		Usage_Dig_TipPressure \
		LogicalMaximum_i16(maximum) \
		ReportSize(16) \
		Input(Var) \
	)

/* The tilt along both axes, one byte each from -@maximum to @maximum; without or with its unit. */
#define PenTilt(maximum) PenTiltIn(maximum,)
#define PenTiltInDegrees(maximum) \
	PenTiltIn(maximum, \
		Unit(deg) \
		PhysicalMinimum_i8(-(maximum)) \
		PhysicalMaximum_i8(maximum) \
	)
#define PenTiltIn(maximum, ...) \
	PushPop( \
		Usage_Dig_XTilt \
		Usage_Dig_YTilt \
		LogicalMinimum_i8(-(maximum)) \
		LogicalMaximum_i8(maximum) \
		__VA_ARGS__ \
		ReportSize(8) \
		ReportCount(2) \
		Input(Var) \
	)

/* Bytes of a report that are not used. */
#define PenGap(bytes) \
	PushPop( \
		ReportSize(8) \
		ReportCount(bytes) \
		Input(Const) \
	)

/*
 * A pad: buttons and dials. It is struct tablet_pad_report if the blocks are first a dial or
 * PadNoDial, then a second one or PadNoDial, then buttons.
 */
#define TabletPad(id, ...) \
	UsagePage_GenericDesktop \
	Usage_GD_Keypad \
	CollectionApplication( \
		ReportId(id) \
		UsagePage_Digitizers \
		Usage_Dig_TabletFunctionKeys \
		CollectionPhysical( \
			LogicalMinimum_i8(0) \
			LogicalMaximum_i8(1) \
			/* Never set, but user space accepts no device as a pad without them. */ \
			Usage_Dig_BarrelSwitch \
			ReportSize(1) \
			ReportCount(1) \
			Input(Var) \
			ReportCount(7) \
			Input(Const) \
			UsagePage_GenericDesktop \
			Usage_GD_X \
			Usage_GD_Y \
			ReportSize(8) \
			ReportCount(2) \
			Input(Var) \
			__VA_ARGS__ \
		) \
	)

#define PadDial PadDialOf(UsagePage_GenericDesktop Usage_GD_Wheel)
#define PadSecondDial PadDialOf(UsagePage_Consumer Usage_Con_ACPan)
#define PadDialOf(...) \
	PushPop( \
		__VA_ARGS__ \
		LogicalMinimum_i8(-1) \
		LogicalMaximum_i8(1) \
		ReportSize(8) \
		ReportCount(1) \
		Input(Var|Rel) \
	)
#define PadNoDial \
	ReportSize(8) \
	ReportCount(1) \
	Input(Const)

/* Up to ten buttons, one bit each. Applications see BTN_0 to BTN_9. */
#define PadButtons(count) \
	PadBits(1, count) \
	ReportCount(32 - (count)) \
	Input(Const)

/* More than ten buttons: after BTN_9 follow BTN_A, BTN_B, and so on. */
#define PadManyButtons(count) \
	PadBits(1, 10) \
	PadBits(0x31, (count) - 10) \
	ReportCount(32 - (count)) \
	Input(Const)
#define PadBits(first, count) \
	UsagePage_Button \
	UsageMinimum_i8(first) \
	UsageMaximum_i8((first) + (count) - 1) \
	ReportSize(1) \
	ReportCount(count) \
	Input(Var)

/* The number of the only button that is pressed, 0 for none. */
#define PadOneOfButtons(count) \
	UsagePage_Button \
	UsageMinimum_i8(1) \
	UsageMaximum_i8(count) \
	LogicalMinimum_i8(1) \
	LogicalMaximum_i8(count) \
	ReportSize(8) \
	ReportCount(1) \
	Input(Arr) \
	ReportCount(3) \
	Input(Const)
/* clang-format on */

/**
 * struct tablet_pad_report - the report that TabletPad() describes
 * @report_id: the ID
 * @unused: a stylus button and two axes
 * @dial: by how much the dial was turned, clockwise or up is positive
 * @second_dial: the same of a second dial
 * @buttons: bits, beginning with the lowest one of the first button
 */
struct tablet_pad_report {
	__u8 report_id;
	__u8 unused[3];
	__s8 dial;
	__s8 second_dial;
	__le32 buttons;
} __packed;

/* Replaces a report in a buffer that is long enough. Returns its size. */
static inline __maybe_unused int tablet_send_pad(__u8 *data, const struct tablet_pad_report *pad)
{
	__builtin_memcpy(data, pad, sizeof(*pad));
	return sizeof(*pad);
}

#endif /* HID_BPF_TABLET_H */
