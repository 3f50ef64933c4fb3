// SPDX-License-Identifier: GPL-2.0-only
/*
 * XP-Pen Deco Mini 4, USB 28bd:0929: turns its six keys into the buttons of a tablet pad, and adds
 * the pen's physical size, its second button and the full range of its pressure.
 *
 * The keys send "b", "e", Alt, space, Ctrl+S and Ctrl+Z. This program makes them buttons 1 to 6.
 *
 * The tablet has three interfaces: one for the keys, one for the pen, and one that is silent unless
 * the vendor's driver is used. This program handles the first two, distinguished by their
 * descriptors.
 *
 * Device facts (the interfaces, what each key sends, layout and ranges of the pen's report) are
 * from the comments of the kernel's own program for this device: linux-source-7.3,
 * drivers/hid/bpf/progs/XPPen__DecoMini4.bpf.c.
 */
#include "hid_bpf_helpers.h"
#include "hid_report_helpers.h"

HID_BPF_CONFIG(HID_DEVICE(BUS_USB, HID_GROUP_GENERIC, 0x28bd, 0x0929));

HID_BPF_INFO(device, "XP-Pen Deco Mini 4");
HID_BPF_INFO(problem, "The six keys send keyboard shortcuts, and the pen lacks its physical "
		      "size, its second button and the full range of its pressure.");
HID_BPF_INFO(effect, "The keys are the buttons of a tablet pad, which can be assigned in the "
		     "desktop's tablet settings, and the pen is complete.");
HID_BPF_INFO(fixed, "not yet");

/* The sizes of the descriptors distinguish the two interfaces. */
#define KEYS_RDESC_SIZE 177
#define PEN_RDESC_SIZE 109

#define KEYS_REPORT 6
#define KEYS_REPORT_SIZE 8
#define FIRST_CODE 2
#define PEN_REPORT 7

#define KEYS 6

/* The keyboard usages that the keys send; the third key sends only the modifier Alt. */
static const __u8 key_codes[KEYS] = { 0x05, 0x08, 0, 0x2c, 0x16, 0x1d };
#define ALT_BUTTON 2
#define ALT (1 << 2)

/* clang-format off */
static const __u8 pad_rdesc[] = {
	UsagePage_GenericDesktop
	Usage_GD_Keypad
	CollectionApplication(
		ReportId(KEYS_REPORT)
		UsagePage_Digitizers
		Usage_Dig_TabletFunctionKeys
		CollectionPhysical(
			UsagePage_Button
			UsageMinimum_i8(1)
			UsageMaximum_i8(KEYS)
			LogicalMinimum_i8(0)
			LogicalMaximum_i8(1)
			ReportSize(1)
			ReportCount(KEYS)
			Input(Var)
			/* Never set, but user space accepts no device as a pad without them. */
			UsagePage_Digitizers
			Usage_Dig_BarrelSwitch
			ReportCount(1)
			Input(Var)
			Input(Const)
			UsagePage_GenericDesktop
			Usage_GD_X
			Usage_GD_Y
			ReportSize(8)
			ReportCount(2)
			Input(Var)
			ReportCount(4)
			Input(Const)
		)
	)
};

static const __u8 pen_rdesc[] = {
	UsagePage_Digitizers
	Usage_Dig_Digitizer
	CollectionApplication(
		ReportId(PEN_REPORT)
		Usage_Dig_Stylus
		CollectionPhysical(
			Usage_Dig_TipSwitch
			Usage_Dig_BarrelSwitch
			Usage_Dig_SecondaryBarrelSwitch
			LogicalMinimum_i8(0)
			LogicalMaximum_i8(1)
			ReportSize(1)
			ReportCount(3)
			Input(Var)
			ReportCount(2)
			Input(Const)
			Usage_Dig_InRange
			ReportCount(1)
			Input(Var)
			ReportCount(2)
			Input(Const)
			ReportSize(16)
			ReportCount(1)
			PushPop(
				/* In thousandths of an inch. */
				UsagePage_GenericDesktop
				Unit(in)
				UnitExponent(-3)
				PhysicalMinimum_i8(0)
				Usage_GD_X
				LogicalMaximum_i16(20320)
				PhysicalMaximum_i16(4000)
				Input(Var)
				Usage_GD_Y
				LogicalMaximum_i16(15240)
				PhysicalMaximum_i16(3000)
				Input(Var)
			)
			Usage_Dig_TipPressure
			LogicalMaximum_i16(8191)
			ReportSize(13)
			Input(Var)
			ReportSize(1)
			ReportCount(19)
			Input(Const)
		)
	)
	/* An empty collection: 6.1 creates no input device for a digitizer alone. */
	UsagePage_GenericDesktop
	Usage_GD_Pointer
	CollectionApplication()
};
/* clang-format on */

SEC(HID_BPF_RDESC_FIXUP)
int BPF_PROG(describe_tablet, struct hid_bpf_ctx *hctx)
{
	__u8 *rdesc = hid_bpf_get_data(hctx, 0, HID_MAX_DESCRIPTOR_SIZE);

	if (rdesc && hctx->size == KEYS_RDESC_SIZE) {
		__builtin_memcpy(rdesc, pad_rdesc, sizeof(pad_rdesc));
		return sizeof(pad_rdesc);
	}
	if (rdesc && hctx->size == PEN_RDESC_SIZE) {
		__builtin_memcpy(rdesc, pen_rdesc, sizeof(pen_rdesc));
		return sizeof(pen_rdesc);
	}
	return 0;
}

static __u8 button_of(__u8 code)
{
	for (int i = 0; i < KEYS; i++)
		if (code && code == key_codes[i])
			return 1 << i;
	return 0;
}

/* Keys held together share one report, in any order. Ctrl is ignored: two keys send it. */
SEC(HID_BPF_DEVICE_EVENT)
int BPF_PROG(send_as_pad, struct hid_bpf_ctx *hctx, enum hid_report_type type, __u64 source)
{
	__u8 *report = hid_bpf_get_data(hctx, 0, KEYS_REPORT_SIZE);
	__u8 buttons;

	if (!report || report[0] != KEYS_REPORT)
		return 0;
	buttons = report[1] & ALT ? 1 << ALT_BUTTON : 0;
	for (int i = FIRST_CODE; i < KEYS_REPORT_SIZE; i++) {
		buttons |= button_of(report[i]);
		report[i] = 0;
	}
	report[1] = buttons;
	return 0;
}

HID_BPF_OPS(deco_mini_4) = {
	.hid_device_event = (void *)send_as_pad,
	.hid_rdesc_fixup = (void *)describe_tablet,
};

static bool is_known(const __u8 *rdesc, __u32 size)
{
	return size == KEYS_RDESC_SIZE || size == PEN_RDESC_SIZE;
}

HID_BPF_PROBE(is_known);

char _license[] SEC("license") = "GPL";
