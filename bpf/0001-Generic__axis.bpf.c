// SPDX-License-Identifier: GPL-2.0-only
/*
 * Inverts or scales one axis of any device, or puts its two bytes in order.
 *
 * It is for no device in particular and is never loaded by itself. For a joystick whose second byte is
 * an axis from 0 to 255 that goes the wrong way, and a mouse whose sideways movement is to be halved:
 *
 *	hidbpf attach DEVICE 0001-Generic__axis.bpf.o --set axis_at=1 --set maximum=255 --set invert=true
 *	hidbpf attach DEVICE 0001-Generic__axis.bpf.o --set axis_at=1 --set minimum=-127 --set maximum=127 \
 *		--set relative=true --set percent=50
 *
 * Minimum and maximum are the logical ones of the report descriptor, which "hidbpf info DEVICE" shows.
 */
#include "hid_bpf_settings.h"

/* Setting: the first byte of the axis. */
__u8 axis_at = 0;

/* Setting: whether the axis has two bytes, else it has one. */
bool wide = false;

/* Setting: whether the first of two bytes is the high one. The program puts the low one there. */
bool big_endian = false;

/* Settings: the range of the axis; it has negative numbers if the minimum is one. */
__s32 minimum = 0;
__s32 maximum = 0;

/* Setting: whether the axis tells movements, as that of a mouse, instead of a position. */
bool relative = false;

/* Setting: turn it around, within its range. */
bool invert = false;

/* Setting: scale a movement, or a distance from the middle of the range, to that many percent. */
__u32 percent = 100;

/* What is left of a movement that was scaled down, in hundredths. */
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

/* Of unsigned numbers, which are all that BPF divides. */
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

/* Values beyond the range, which say that there is none, stay as they are. */
static __s32 change(__s32 value)
{
	if (value < minimum || value > maximum)
		return value;
	if (invert)
		value = relative ? -value : minimum + maximum - value;
	if (percent != 100)
		value = scale(value);
	/* A movement by the minimum of -128..127 has no opposite, either. */
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
