// SPDX-License-Identifier: GPL-2.0-only
/*
 * WALTOP Batteryless Tablet, also sold as Medion P82013, USB 172f:0505: makes the pen's second
 * button work, and its pressure even.
 *
 * The tablet reports the second button as tip and first button together, and pressures that grow
 * ever faster with the force: half of all forces are below 100 of 2047. The report descriptor
 * declares twice the range that the tilt has. This program declares the second button and the
 * range, reports the button, and makes the pressure grow evenly.
 *
 * Device facts: the report, its faults and the curve of the pressure are from the kernel's own
 * program for this tablet, linux-source-7.3,
 * drivers/hid/bpf/progs/WALTOP__Batteryless-Tablet.bpf.c; the other name is from
 * github.com/linuxwacom/libwacom/pull/891.
 */
#include "hid_bpf_wrong_items.h"

HID_BPF_CONFIG(HID_DEVICE(BUS_USB, HID_GROUP_ANY, 0x172f, 0x0505));

HID_BPF_INFO(device, "WALTOP Batteryless Tablet");
HID_BPF_INFO(device, "Medion P82013");
HID_BPF_INFO(problem, "The pen's second button acts like tip and first button together, light "
		      "strokes hardly have pressure, and the tilt has the wrong range.");
HID_BPF_INFO(effect, "The button is a second one, the pressure grows evenly, and the range of "
		     "the tilt is correct.");
HID_BPF_INFO(fixed, "not yet");

/* The size of the descriptor identifies the interface of the pen. */
#define RDESC_SIZE 335

#define PEN_REPORT 16
#define PRESSURE_MAX 2047
#define TILT_MAX 60

/* Bits of the report. */
#define TIP (1 << 0)
#define FIRST_BUTTON (1 << 1)
#define SECOND_BUTTON (1 << 5)

/* Where the fields of the pen's report are in the descriptor, after the usage "in range". */
#define BUTTONS_AT 170
#define TILT_AT 245

/* clang-format off */
static const __u8 buttons_rdesc[] = {
	/* In place of the logical minimum, which is 0 already. */
	Usage_Dig_SecondaryBarrelSwitch
	LogicalMaximum_i8(1)
	ReportSize(1)
	ReportCount(6)
	Input(Var)
	ReportCount(2)
};

static const __u8 tilt_rdesc[] = {
	LogicalMinimum_i8(-TILT_MAX)
	LogicalMaximum_i8(TILT_MAX)
};
/* clang-format on */

struct pen_report {
	__u8 report_id;
	__u8 buttons;
	__le16 x;
	__le16 y;
	__le16 pressure;
	__s8 x_tilt;
	__s8 y_tilt;
} __packed;

/* As passed on in the last report. */
static __u8 last_buttons;

static bool is_pen(const __u8 *rdesc, __u32 size)
{
	return size == RDESC_SIZE;
}

SEC(HID_BPF_RDESC_FIXUP)
int BPF_PROG(describe_pen, struct hid_bpf_ctx *hctx)
{
	__u8 *rdesc = hid_bpf_get_data(hctx, 0, RDESC_SIZE);

	if (!rdesc || !is_pen(rdesc, hctx->size))
		return 0;
	__builtin_memcpy(rdesc + BUTTONS_AT, buttons_rdesc, sizeof(buttons_rdesc));
	__builtin_memcpy(rdesc + TILT_AT, tilt_rdesc, sizeof(tilt_rdesc));
	return 0;
}

/* Tip and first button are the second one, unless one of them was already held alone. */
static __u8 buttons_of(__u8 raw)
{
	__u8 both = TIP | FIRST_BUTTON;

	if ((raw & both) == both && !(last_buttons & both))
		raw = (raw & ~both) | SECOND_BUTTON;
	return raw;
}

/* Proportional at first, then a logarithm to base 2 that is interpolated between the powers. */
static __u16 pressure_of(__u16 raw)
{
	__u32 number = raw + 1, power = 0;

	if (raw <= 102)
		return raw * 12;
	for (int i = 1; i <= 16; i++)
		if (number >> i)
			power = i;
	number = (power << 11) + (((number - (1 << power)) << 11) >> power);
	return number * PRESSURE_MAX / 11 >> 11;
}

SEC(HID_BPF_DEVICE_EVENT)
int BPF_PROG(correct_pen, struct hid_bpf_ctx *hctx, enum hid_report_type type, __u64 source)
{
	struct pen_report *report = (void *)hid_bpf_get_data(hctx, 0, sizeof(*report));

	if (!report || report->report_id != PEN_REPORT)
		return 0;
	last_buttons = buttons_of(report->buttons);
	report->buttons = last_buttons;
	report->pressure = hid_bpf_cpu_to_le16(pressure_of(hid_bpf_le16_to_cpu(report->pressure)));
	return 0;
}

HID_BPF_OPS(batteryless_tablet) = {
	.hid_device_event = (void *)correct_pen,
	.hid_rdesc_fixup = (void *)describe_pen,
};

HID_BPF_PROBE(is_pen);

char _license[] SEC("license") = "GPL";
