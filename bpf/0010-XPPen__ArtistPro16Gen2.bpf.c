// SPDX-License-Identifier: GPL-2.0-only
/*
 * XP-Pen Artist Pro 14, 16 and 19 (Gen 2), USB 28bd:095a, 28bd:095b and 28bd:096a: makes the pen's
 * second button, its eraser and its position right.
 *
 * The tablet declares and reports the second button as an eraser, and reports the eraser that
 * touches the screen as the tip of an inverted pen. The coil that it locates is above the tip: the
 * more the pen is tilted, the farther the cursor is from the tip. This program declares button and
 * eraser, reports the eraser as such, and subtracts the distance between coil and tip. It also
 * declares the size of the screen.
 *
 * Device facts (the descriptor, the bits of the report, the sizes of the screens and the height of
 * the coil) are from the kernel's own program for these tablets: linux-source-7.3,
 * drivers/hid/bpf/progs/XPPen__ArtistPro16Gen2.bpf.c.
 */
#include "hid_bpf_wrong_items.h"

HID_BPF_CONFIG(HID_DEVICE(BUS_USB, HID_GROUP_GENERIC, 0x28bd, 0x095a),
	       HID_DEVICE(BUS_USB, HID_GROUP_GENERIC, 0x28bd, 0x095b),
	       HID_DEVICE(BUS_USB, HID_GROUP_GENERIC, 0x28bd, 0x096a));

HID_BPF_INFO(device, "XP-Pen Artist Pro 14 Gen 2");
HID_BPF_INFO(device, "XP-Pen Artist Pro 16 Gen 2");
HID_BPF_INFO(device, "XP-Pen Artist Pro 19 Gen 2");
HID_BPF_INFO(problem, "The pen's second button acts as an eraser, its eraser draws, and the "
		      "cursor is beside the tip of a tilted pen.");
HID_BPF_INFO(effect, "The second button is a button, the eraser erases, and the cursor is at the "
		     "tip.");
HID_BPF_INFO(fixed, "not yet");

/* The size of the descriptor distinguishes the pen from the two other interfaces. */
#define RDESC_SIZE 113
/* From the usage of the second button up to that of "in range". */
#define BUTTONS_AT 16
#define SECOND_BUTTON_AT 17
/* The physical maxima of the axes. */
#define WIDTH_AT 64
#define HEIGHT_AT 74

#define PEN_REPORT 7
#define AXIS_MAX 32767
#define TILT_MAX 127

/* Bits of the report: the tip of an inverted pen, and how it is passed on. */
#define TIP (1 << 0)
#define INVERT (1 << 3)
#define ERASER (1 << 4)
#define IN_RANGE (1 << 5)

/* In millionths of an inch. */
#define COIL_HEIGHT 55678

/* clang-format off */
static const __u8 buttons_rdesc[] = {
	Usage_Dig_SecondaryBarrelSwitch
	Usage_Dig_Invert
	Usage_Dig_Eraser /* the bit was padding */
	LogicalMinimum_i8(0)
	LogicalMaximum_i8(1)
	ReportSize(1)
	ReportCount(5)
	Input(Var)
	ReportCount(1)
};

/* The sine of 0 to 90 degrees, times 1 << SINE_SHIFT. */
#define SINE_SHIFT 15
static const __u16 sine[] = {
	0, 572, 1144, 1715, 2286, 2856, 3425, 3993, 4560, 5126, 5690, 6252, 6813, 7371, 7927, 8481,
	9032, 9580, 10126, 10668, 11207, 11743, 12275, 12803, 13328, 13848, 14365, 14876, 15384,
	15886, 16384, 16877, 17364, 17847, 18324, 18795, 19261, 19720, 20174, 20622, 21063, 21498,
	21926, 22348, 22763, 23170, 23571, 23965, 24351, 24730, 25102, 25466, 25822, 26170, 26510,
	26842, 27166, 27482, 27789, 28088, 28378, 28660, 28932, 29197, 29452, 29698, 29935, 30163,
	30382, 30592, 30792, 30983, 31164, 31336, 31499, 31651, 31795, 31928, 32052, 32166, 32270,
	32365, 32449, 32524, 32588, 32643, 32688, 32723, 32748, 32763, 32768
};
/* clang-format on */

/* In thousandths of an inch. */
static const struct screen {
	__u16 product;
	__u16 width;
	__u16 height;
} screens[] = { { 0x095a, 11874, 7421 }, { 0x095b, 13567, 8480 }, { 0x096a, 16101, 9057 } };

struct pen_report {
	__u8 report_id;
	__u8 buttons;
	__le16 x;
	__le16 y;
	__le16 pressure;
	__s8 x_tilt;
	__s8 y_tilt;
} __packed;

static struct screen screen_of(struct hid_bpf_ctx *hctx)
{
	struct screen screen = screens[1];

	for (int i = 0; i < (int)ARRAY_SIZE(screens); i++)
		if (screens[i].product == hctx->hid->product)
			screen = screens[i];
	return screen;
}

static bool is_wrong(const __u8 *rdesc, __u32 size)
{
	return size == RDESC_SIZE && rdesc[SECOND_BUTTON_AT] == 0x45 /* eraser */;
}

SEC(HID_BPF_RDESC_FIXUP)
int BPF_PROG(describe_pen, struct hid_bpf_ctx *hctx)
{
	__u8 *rdesc = hid_bpf_get_data(hctx, 0, RDESC_SIZE);
	struct screen screen = screen_of(hctx);

	if (!rdesc || !is_wrong(rdesc, hctx->size))
		return 0;
	__builtin_memcpy(rdesc + BUTTONS_AT, buttons_rdesc, sizeof(buttons_rdesc));
	rdesc[WIDTH_AT] = screen.width & 0xff;
	rdesc[WIDTH_AT + 1] = screen.width >> 8;
	rdesc[HEIGHT_AT] = screen.height & 0xff;
	rdesc[HEIGHT_AT + 1] = screen.height >> 8;
	return 0;
}

/* The distance between coil and tip in units of an axis, rounded. */
static __u32 distance(__u32 degrees, __u16 screen_size)
{
	__u64 coil = (__u64)COIL_HEIGHT * AXIS_MAX / 1000;
	__u32 at = degrees <= 90 ? degrees : 180 - degrees;

	if (at >= ARRAY_SIZE(sine))
		return 0;
	return (coil * sine[at] / screen_size + (1 << (SINE_SHIFT - 1))) >> SINE_SHIFT;
}

/* It does not leave the screen. */
static __u16 tip_position(__u32 coil, __s8 tilt, __u16 screen_size)
{
	__u32 offset = distance(tilt < 0 ? -tilt : tilt, screen_size);

	if (tilt < -TILT_MAX)
		return coil;
	if (tilt > 0)
		return coil > offset ? coil - offset : 0;
	return coil + offset < AXIS_MAX ? coil + offset : AXIS_MAX;
}

static __le16 corrected(__le16 coil, __s8 tilt, __u16 screen_size)
{
	return hid_bpf_cpu_to_le16(tip_position(hid_bpf_le16_to_cpu(coil), tilt, screen_size));
}

SEC(HID_BPF_DEVICE_EVENT)
int BPF_PROG(correct_pen, struct hid_bpf_ctx *hctx, enum hid_report_type type, __u64 source)
{
	struct pen_report *report = (void *)hid_bpf_get_data(hctx, 0, sizeof(*report));
	__u8 inverted_tip = TIP | INVERT | IN_RANGE;
	struct screen screen = screen_of(hctx);

	if (!report || report->report_id != PEN_REPORT)
		return 0;
	report->x = corrected(report->x, report->x_tilt, screen.width);
	report->y = corrected(report->y, report->y_tilt, screen.height);
	if ((report->buttons & inverted_tip) == inverted_tip)
		report->buttons ^= TIP | INVERT | ERASER;
	return 0;
}

HID_BPF_OPS(artist_pro_gen2) = {
	.hid_device_event = (void *)correct_pen,
	.hid_rdesc_fixup = (void *)describe_pen,
};

HID_BPF_PROBE(is_wrong);

char _license[] SEC("license") = "GPL";
