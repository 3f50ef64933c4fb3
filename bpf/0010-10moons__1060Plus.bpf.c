// SPDX-License-Identifier: GPL-2.0-only
/*
 * 10moons 1060Plus, also sold as VINSA 1060Plus, USB 08f2:6811 with "[T501]" in its name: makes the
 * whole area of the tablet usable, and its twelve keys the buttons of a tablet pad.
 *
 * By default it is a tablet for phones. After four feature requests on its second HID interface,
 * which only the vendor's driver sends, the first interface reports everything about pen and keys.
 * In these reports the high byte of each number comes first, whereas HID has the low byte first;
 * the number for the pressure decreases with pressure; and the report descriptor says only that
 * they have 63 bytes. This program sends the requests, describes the resulting reports, and
 * reorders the bytes.
 *
 * Device facts are from authors of drivers for it: the requests from 10moons-probe.c in
 * github.com/DIGImend/10moons-tools; the layout of the reports, pressures and pen buttons from
 * driver-vin1060plus.py in github.com/kairos10/10moons-driver-vin1060plus and hid-cytech-t501.c, an
 * out-of-tree Linux driver; the descriptor of the second interface from
 * github.com/markkysparkky123/PenBridge-10moons.
 *
 * Other tablets have the same IDs but send other reports. They are distinguished by their
 * descriptors.
 */
#include "hid_bpf_helpers.h"
#include "hid_report_helpers.h"

HID_BPF_CONFIG(HID_DEVICE(BUS_USB, HID_GROUP_GENERIC, 0x08f2, 0x6811));

HID_BPF_INFO(device, "10moons 1060Plus");
HID_BPF_INFO(device, "VINSA 1060Plus");
HID_BPF_INFO(problem, "The pen works only on a part of the tablet, and the twelve keys act as "
		      "keys of a keyboard.");
HID_BPF_INFO(effect, "The pen covers the whole area, with pressure and two buttons, and the keys "
		     "are the buttons of a tablet pad.");
HID_BPF_INFO(note, "Other tablets have the same IDs. If the object does not suit yours, add "
		   "08f2:6811 to /etc/hid-bpf/ignore, unplug the tablet, and plug it in again.");
HID_BPF_INFO(fixed, "not yet");

/* The second interface: a keyboard, a pen and the settings of the tablet. */
#define CONTROL_RDESC_SIZE 244
/* The descriptor of the first interface has only the vendor's usage page 0xffa0. */
#define VENDOR_RDESC_MAX 64

#define VENDOR_REPORT 6
#define VENDOR_REPORT_SIZE 64
#define SETTINGS_REPORT 8
#define PEN_REPORT 1
#define PAD_REPORT 2

#define KEYS 12
#define AXIS_MAX 4095
#define PRESSURE_MAX 2047

/* Pressure reported by the device without contact, and when the pen is pressed hard. */
#define NO_PRESSURE 1740
#define FULL_PRESSURE 890
/* Converted pressure at which the pen starts touching the tablet, and below which it stops. */
#define TOUCHES_FROM 300
#define TOUCHES_UNTIL 200

/* clang-format off */
static const __u8 tablet_rdesc[] = {
	UsagePage_Digitizers
	Usage_Dig_Digitizer
	CollectionApplication(
		ReportId(PEN_REPORT)
		Usage_Dig_Stylus
		CollectionPhysical(
			Usage_Dig_TipSwitch
			Usage_Dig_BarrelSwitch
			Usage_Dig_SecondaryBarrelSwitch
			Usage_Dig_InRange
			LogicalMinimum_i8(0)
			LogicalMaximum_i8(1)
			ReportSize(1)
			ReportCount(4)
			Input(Var)
			Input(Const)
			ReportSize(16)
			ReportCount(1)
			PushPop(
				/* In thousandths of an inch. */
				UsagePage_GenericDesktop
				Unit(in)
				UnitExponent(-3)
				LogicalMaximum_i16(AXIS_MAX)
				PhysicalMinimum_i8(0)
				Usage_GD_X
				PhysicalMaximum_i16(10000)
				Input(Var)
				Usage_GD_Y
				PhysicalMaximum_i16(6250)
				Input(Var)
			)
			Usage_Dig_TipPressure
			LogicalMaximum_i16(PRESSURE_MAX)
			Input(Var)
		)
		FixedSizeVendorReport(VENDOR_REPORT_SIZE)
	)
	UsagePage_GenericDesktop
	Usage_GD_Keypad
	CollectionApplication(
		ReportId(PAD_REPORT)
		UsagePage_Digitizers
		Usage_Dig_TabletFunctionKeys
		CollectionPhysical(
			UsagePage_Button
			UsageMinimum_i8(1)
			UsageMaximum_i8(KEYS)
			LogicalMaximum_i8(1)
			ReportSize(1)
			ReportCount(KEYS)
			Input(Var)
			/* Never set, but user space accepts no device as a pad without them. */
			UsagePage_Digitizers
			Usage_Dig_BarrelSwitch
			ReportCount(1)
			Input(Var)
			ReportCount(3)
			Input(Const)
			UsagePage_GenericDesktop
			Usage_GD_X
			Usage_GD_Y
			ReportSize(8)
			ReportCount(2)
			Input(Var)
		)
	)
};
/* clang-format on */

/* Sent by the vendor's driver: the first request switches the mode, the others configure it. */
static __u8 settings[][8] = {
	{ SETTINGS_REPORT, 0x04, 0x1d, 0x01, 0xff, 0xff, 0x06, 0x2e },
	{ SETTINGS_REPORT, 0x03, 0x00, 0xff, 0xf0, 0x00, 0xff, 0xf0 },
	{ SETTINGS_REPORT, 0x06, 0x01, 0x00, 0x00, 0x00, 0x00, 0x00 },
	{ SETTINGS_REPORT, 0x03, 0x00, 0xff, 0xf0, 0x00, 0xff, 0xf0 },
};

/* The bits of the keys, from top to bottom. The bit of a pressed key is 0. */
static const __u16 key_bits[KEYS] = { 0x0002, 0x0010, 0x8000, 0x0001, 0x4000, 0x0020,
				      0x2000, 0x0100, 0x1000, 0x0200, 0x0800, 0x0400 };

/* Sent by the device: the high byte of each number is first. */
struct vendor_report {
	__u8 report_id;
	__be16 x;
	__be16 y;
	__be16 pressure;
	__u8 unknown[2];
	__u8 pen_button;
	__u8 unknown2;
	__be16 keys;
} __packed;

/* Passed on to the kernel, as described above. */
struct pen_report {
	__u8 report_id;
	__u8 tip : 1, barrel : 1, barrel2 : 1, in_range : 1, unused : 4;
	__le16 x;
	__le16 y;
	__le16 pressure;
} __packed;

struct pad_report {
	__u8 report_id;
	__le16 buttons;
	__u8 x;
	__u8 y;
} __packed;

static bool touches;
static __u16 last_buttons;

static bool is_vendor_interface(const __u8 *rdesc, __u32 size)
{
	return size <= VENDOR_RDESC_MAX && rdesc[0] == 0x06 && rdesc[1] == 0xa0 && rdesc[2] == 0xff;
}

SEC(HID_BPF_RDESC_FIXUP)
int BPF_PROG(describe_tablet, struct hid_bpf_ctx *hctx)
{
	__u8 *rdesc = hid_bpf_get_data(hctx, 0, HID_MAX_DESCRIPTOR_SIZE);

	if (!rdesc || !is_vendor_interface(rdesc, hctx->size))
		return 0;
	__builtin_memcpy(rdesc, tablet_rdesc, sizeof(tablet_rdesc));
	return sizeof(tablet_rdesc);
}

static __u16 buttons_of(__u16 keys)
{
	__u16 buttons = 0;

	for (int i = 0; i < KEYS; i++)
		if (!(keys & key_bits[i]))
			buttons |= 1 << i;
	return buttons;
}

static __u16 pressure_of(__u16 raw)
{
	if (raw >= NO_PRESSURE)
		return 0;
	if (raw <= FULL_PRESSURE)
		return PRESSURE_MAX;
	return (__u32)(NO_PRESSURE - raw) * PRESSURE_MAX / (NO_PRESSURE - FULL_PRESSURE);
}

/* The high byte of the pressure also indicates whether the pen is near. */
static bool is_near(__u16 raw)
{
	return raw >> 8 >= 2 && raw >> 8 <= 7;
}

static int send_pen(__u8 *data, const struct vendor_report *report)
{
	__u16 raw = bpf_ntohs(report->pressure);
	__u16 pressure = pressure_of(raw);
	struct pen_report pen = {
		.report_id = PEN_REPORT,
		.in_range = is_near(raw),
		.x = hid_bpf_cpu_to_le16(bpf_ntohs(report->x)),
		.y = hid_bpf_cpu_to_le16(bpf_ntohs(report->y)),
	};

	touches = pen.in_range && pressure >= (touches ? TOUCHES_UNTIL : TOUCHES_FROM);
	if (touches) {
		pen.tip = 1;
		pen.pressure = hid_bpf_cpu_to_le16(pressure);
	}
	pen.barrel = report->pen_button == 4 || report->pen_button == 10;
	pen.barrel2 = report->pen_button == 6;
	__builtin_memcpy(data, &pen, sizeof(pen));
	return sizeof(pen);
}

static int send_pad(__u8 *data, __u16 buttons)
{
	struct pad_report pad = { .report_id = PAD_REPORT,
				  .buttons = hid_bpf_cpu_to_le16(buttons) };

	last_buttons = buttons;
	__builtin_memcpy(data, &pad, sizeof(pad));
	return sizeof(pad);
}

/* Each report becomes one report: about the keys if they changed, otherwise about the pen. */
SEC(HID_BPF_DEVICE_EVENT)
int BPF_PROG(order_bytes, struct hid_bpf_ctx *hctx, enum hid_report_type type, __u64 source)
{
	__u8 *data = hid_bpf_get_data(hctx, 0, VENDOR_REPORT_SIZE);
	struct vendor_report report;
	__u16 buttons;

	if (!data || data[0] != VENDOR_REPORT)
		return 0;
	__builtin_memcpy(&report, data, sizeof(report));
	buttons = buttons_of(bpf_ntohs(report.keys));
	if (buttons != last_buttons)
		return send_pad(data, buttons);
	return send_pen(data, &report);
}

HID_BPF_OPS(t501) = {
	.hid_device_event = (void *)order_bytes,
	.hid_rdesc_fixup = (void *)describe_tablet,
};

/* Some tablets do not answer the later requests, but obey them. */
static int switch_mode(unsigned int hid)
{
	struct hid_bpf_ctx *hctx = hid_bpf_allocate_context(hid);
	int sent = 0;

	if (!hctx)
		return -ENODEV;
	for (int i = 0; i < (int)ARRAY_SIZE(settings); i++) {
		int ret = hid_bpf_hw_request(hctx, settings[i], sizeof(settings[i]),
					     HID_FEATURE_REPORT, HID_REQ_SET_REPORT);

		if (!i)
			sent = ret;
	}
	hid_bpf_release_context(hctx);
	return sent < 0 ? sent : 0;
}

SEC("syscall")
int probe(struct hid_bpf_probe_args *args)
{
	args->retval = -EINVAL;
	if (args->rdesc_size == CONTROL_RDESC_SIZE)
		args->retval = switch_mode(args->hid);
	else if (is_vendor_interface(args->rdesc, args->rdesc_size))
		args->retval = 0;
	return 0;
}

char _license[] SEC("license") = "GPL";
