/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Report descriptors as readable source code: each item is a macro that expands to the item's bytes
 * and a trailing comma.
 *
 *	static const __u8 rdesc[] = {
 *		UsagePage_GenericDesktop
 *		Usage_GD_Mouse
 *		CollectionApplication(
 *			UsagePage_Button
 *			UsageMinimum_i8(1)
 *			UsageMaximum_i8(3)
 *			LogicalMinimum_i8(0)
 *			LogicalMaximum_i8(1)
 *			ReportSize(1)
 *			ReportCount(3)
 *			Input(Var|Abs)
 *		)
 *	};
 *
 * A macro that ends in _i8, _i16 or _i32 makes an item with one, two or four bytes of data. The
 * item decides whether the number is signed. A number that does not fit is a compile-time error.
 */
#ifndef HID_REPORT_HELPERS_H
#define HID_REPORT_HELPERS_H

/* Zero if the condition is true; otherwise a compile-time error with the message. */
/* clang-format off */
#define must_be(condition, message) \
	((int)(0 * sizeof(struct { _Static_assert(condition, message); char unused; })))
/* clang-format on */

/* A number of 4, 8, 16 or 32 bits, as the data of an item. */
#define i4(n) (((n)&0xf) + must_be((n) >= -8 && (n) <= 7, "does not fit into 4 bits"))
#define i8(n) (((n)&0xff) + must_be((n) >= -128 && (n) <= 255, "does not fit into 8 bits"))
#define i16(n) (((n)&0xffff) + must_be((n) >= -32768 && (n) <= 65535, "does not fit into 16 bits"))
#define i32(n)              \
	(((n)&0xffffffff) + \
	 must_be((n) >= -2147483648LL && (n) <= 4294967295LL, "does not fit into 32 bits"))

/* The bytes of a number, the lowest first. */
#define LE16(n) (i16(n) & 0xff), (((n) >> 8) & 0xff)
#define LE32(n) (i32(n) & 0xff), (((n) >> 8) & 0xff), (((n) >> 16) & 0xff), (((n) >> 24) & 0xff)

/* Main items. The contents of a collection are the macro's argument, as are those of PushPop(). */
#define Collection(type, ...) 0xa1, i8(type), __VA_ARGS__ 0xc0,
#define CollectionPhysical(...) Collection(0, __VA_ARGS__)
#define CollectionApplication(...) Collection(1, __VA_ARGS__)
#define CollectionLogical(...) Collection(2, __VA_ARGS__)

#define Input(flags) 0x81, i8(flags),
#define Output(flags) 0x91, i8(flags),
#define Feature(flags) 0xb1, i8(flags),
#define Input_i16(flags) 0x82, LE16(flags),
#define Output_i16(flags) 0x92, LE16(flags),
#define Feature_i16(flags) 0xb2, LE16(flags),

/* Flags of input, output and feature items, combined with "|". */
#define Const 0x01
#define Arr 0x00
#define Var 0x02
#define Abs 0x00
#define Rel 0x04
#define Null 0x40
#define Buff 0x0100

/* Global items. */
#define UsagePage_i8(page) 0x05, i8(page),
#define UsagePage_i16(page) 0x06, LE16(page),
#define UsagePage_Vendor(page) \
	UsagePage_i16((page) + must_be(((page) >> 8) == 0xff, "vendor pages are 0xff00 to 0xffff"))

#define LogicalMinimum_i8(n) 0x15, i8(n),
#define LogicalMinimum_i16(n) 0x16, LE16(n),
#define LogicalMinimum_i32(n) 0x17, LE32(n),
#define LogicalMaximum_i8(n) 0x25, i8(n),
#define LogicalMaximum_i16(n) 0x26, LE16(n),
#define LogicalMaximum_i32(n) 0x27, LE32(n),

#define PhysicalMinimum_i8(n) 0x35, i8(n),
#define PhysicalMinimum_i16(n) 0x36, LE16(n),
#define PhysicalMinimum_i32(n) 0x37, LE32(n),
#define PhysicalMaximum_i8(n) 0x45, i8(n),
#define PhysicalMaximum_i16(n) 0x46, LE16(n),
#define PhysicalMaximum_i32(n) 0x47, LE32(n),

#define ReportSize(bits) 0x75, i8(bits),
#define ReportCount(count) 0x95, i8(count),
#define ReportId(id) 0x85, i8(id),

#define PushPop(...) 0xa4, __VA_ARGS__ 0xb4,

/* Units, such as Unit(cm), and the power of ten by which they are multiplied. */
#define Unit(unit) Unit_i8(unit)
#define Unit_i8(unit) 0x65, i8(unit),
#define Unit_i16(unit) 0x66, LE16(unit),
#define Unit_i32(unit) 0x67, LE32(unit),
#define UnitExponent(power) 0x55, i4(power),

/* Systems of units, and their units of length and angle. */
#define SILinear 0x01
#define SIRotation 0x02
#define EnglishLinear 0x03
#define EnglishRotation 0x04

#define cm (0x10 | SILinear)
#define rad (0x10 | SIRotation)
#define in (0x10 | EnglishLinear)
#define deg (0x10 | EnglishRotation)

/* Local items. */
#define Usage_i8(usage) 0x09, i8(usage),
#define Usage_i16(usage) 0x0a, LE16(usage),
#define Usage_i32(usage) 0x0b, LE32(usage),
#define UsageMinimum_i8(usage) 0x19, i8(usage),
#define UsageMinimum_i16(usage) 0x1a, LE16(usage),
#define UsageMaximum_i8(usage) 0x29, i8(usage),
#define UsageMaximum_i16(usage) 0x2a, LE16(usage),

/*
 * A report of that many bytes, including its report ID (0xac), which nothing ever sends. The kernel
 * drops a report that is longer than all in the descriptor. So if the reports in a descriptor are
 * made shorter, it needs one as long as the reports that the device sends. Put it at the end of an
 * application collection.
 */
/* clang-format off */
#define FixedSizeVendorReport(bytes) \
	UsagePage_Vendor(0xffff) \
	Usage_i8(0x01) \
	CollectionPhysical( \
		ReportId(0xac) \
		ReportSize(8) \
		ReportCount((bytes) - 1) \
		Input(Const) \
	)
/* clang-format on */

#include "hid_report_usages.h"

#endif /* HID_REPORT_HELPERS_H */
