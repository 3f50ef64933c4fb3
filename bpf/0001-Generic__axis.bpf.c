// SPDX-License-Identifier: GPL-2.0-only
/*
 * Inverts or scales one axis of any device, or swaps its two bytes.
 *
 * It is for any device, so it is never loaded automatically. For example, to invert the axis of a
 * joystick, which is byte 1 and ranges from 0 to 255, or to halve the horizontal movement of a
 * mouse:
 *
 *	hidbpf attach DEVICE 0001-Generic__axis.bpf.o --set axis_at=1 --set maximum=255 \
 *		--set invert=true
 *	hidbpf attach DEVICE 0001-Generic__axis.bpf.o --set axis_at=1 --set minimum=-127 \
 *		--set maximum=127 --set relative=true --set percent=50
 *
 * minimum and maximum are the logical ones of the report descriptor; "hidbpf info DEVICE" shows
 * them.
 */
#include "hid_bpf_settings.h"

HID_BPF_INFO(effect, "Inverts or scales one axis of any device, or swaps its two bytes.");

/* Setting: the position of the axis: its first byte. */
__u8 axis_at = 0;

/* Setting: the axis has two bytes instead of one. */
bool wide = false;

/* Setting: the device sends the high byte of two first. The program swaps them. */
bool big_endian = false;

/* Settings: the range of the axis. Its values are signed if the minimum is negative. */
__s32 minimum = 0;
__s32 maximum = 0;

/* Setting: the axis reports movement, like that of a mouse, instead of a position. */
bool relative = false;

/* Setting: invert the axis within its range. */
bool invert = false;

/* Setting: scale movement, or the distance from the middle of the range, to this percentage. */
__u32 percent = 100;

/* Remainder of scaled movement, in hundredths, added to the next. */
static __s32 rest;

/* The second byte is NULL if the axis has only one. */
static __s32 load(const __u8 *first, const __u8 *second)
{
	__u16 value = *first;

	if (second)
		value = big_endian ? *first << 8 | *second : *second << 8 | *first;
	if (minimum >= 0)
		return value;
	return second ? (__s16)value : (__s8)value;
}

static void store(__u8 *first, __u8 *second, __s32 value)
{
	*first = value;
	if (second)
		*second = value >> 8;
}

/* BPF can only divide unsigned numbers. */
static __s32 divide(__s32 number, __u32 by)
{
	return number < 0 ? -(__s32)((__u32)-number / by) : (__s32)((__u32)number / by);
}

static __s32 scale(__s32 value)
{
	__s32 middle = relative ? 0 : divide(minimum + maximum, 2);
	__s32 hundredths = (value - middle) * (__s32)percent;

	if (relative) {
		hundredths += rest;
		rest = hundredths - divide(hundredths, 100) * 100;
	}
	return middle + divide(hundredths, 100);
}

static __s32 clamp(__s32 value)
{
	if (value < minimum)
		return minimum;
	return value > maximum ? maximum : value;
}

/* Values out of range, by which a device reports that there is no value, are not changed. */
static __s32 change(__s32 value)
{
	if (value < minimum || value > maximum)
		return value;
	if (invert)
		value = relative ? -value : minimum + maximum - value;
	if (percent != 100)
		value = scale(value);
	/* Inverting can exceed the range as well: -128 in a range of -128 to 127. */
	return clamp(value);
}

SEC(HID_BPF_DEVICE_EVENT)
int BPF_PROG(change_axis, struct hid_bpf_ctx *hctx, enum hid_report_type type, __u64 source)
{
	__u8 *first = hid_bpf_get_data(hctx, axis_at, 1);
	__u8 *second = wide ? hid_bpf_get_data(hctx, axis_at + 1, 1) : NULL;

	if (first && (second || !wide) && is_wanted(hctx, type) && axis_at + wide < hctx->size)
		store(first, second, change(load(first, second)));
	return 0;
}

HID_BPF_OPS(axis) = {
	.hid_device_event = (void *)change_axis,
};

char _license[] SEC("license") = "GPL";
