// SPDX-License-Identifier: GPL-2.0-only
/*
 * Genius (KYE) EasyPen M610X, USB 0458:5013: makes it a drawing tablet with pressure.
 *
 * After a feature request, which only the vendor's driver for Windows sends, it reports everything,
 * but its report descriptor does not describe these reports. This program sends the request and
 * describes them.
 *
 * Device facts (the request, the size of the descriptor, and layout, ranges and keys of the
 * reports) are from the kernel's driver for KYE devices: linux-source-6.1, drivers/hid/hid-kye.c.
 * This program is for kernels built without that driver. If the driver is present, it finds its
 * work already done.
 */
#include "hid_bpf_helpers.h"
#include "hid_report_helpers.h"

HID_BPF_CONFIG(HID_DEVICE(BUS_USB, HID_GROUP_GENERIC, 0x0458, 0x5013));

HID_BPF_INFO(device, "Genius EasyPen M610X");
HID_BPF_INFO(problem, "The tablet acts as a mouse without pressure.");
HID_BPF_INFO(effect, "The tablet reports position, pressure and both pen buttons, and its keys "
		     "are those for undo, redo and zoom.");
HID_BPF_INFO(note, "If the tablet is a mouse again after suspend, unplug it and plug it in "
		   "again.");
HID_BPF_INFO(fixed, "6.1 or earlier, with the driver hid-kye");

#define RDESC_SIZE 476

#define MODE_REPORT 5
#define MODE_DATA 7
#define PEN_REPORT 16
#define KEYS_REPORT 18

/* clang-format off */
static const __u8 tablet_rdesc[] = {
	UsagePage_Vendor(0xff00)
	Usage_i8(1)
	CollectionApplication(
		ReportId(MODE_REPORT)
		Usage_i8(1)
		LogicalMinimum_i8(-128)
		LogicalMaximum_i8(127)
		ReportSize(8)
		ReportCount(MODE_DATA)
		Feature(Var)
	)
	UsagePage_Digitizers
	Usage_Dig_Digitizer
	CollectionApplication(
		ReportId(PEN_REPORT)
		Usage_Dig_Stylus
		CollectionPhysical(
			LogicalMinimum_i8(0)
			LogicalMaximum_i8(1)
			ReportSize(1)
			Usage_Dig_TipSwitch
			Usage_Dig_BarrelSwitch
			Usage_Dig_TabletPick
			ReportCount(3)
			Input(Var)
			ReportCount(4)
			Input(Const|Var)
			Usage_Dig_InRange
			ReportCount(1)
			Input(Var)
			ReportSize(16)
			PushPop(
				/* In thousandths of an inch. */
				UsagePage_GenericDesktop
				Unit(in)
				UnitExponent(-3)
				PhysicalMinimum_i8(0)
				Usage_GD_X
				PhysicalMaximum_i16(10000)
				LogicalMaximum_i32(40960)
				Input(Var)
				Usage_GD_Y
				PhysicalMaximum_i16(6250)
				LogicalMaximum_i16(25600)
				Input(Var)
			)
			Usage_Dig_TipPressure
			LogicalMaximum_i16(1023)
			Input(Var)
		)
	)
	UsagePage_Consumer
	Usage_Con_ConsumerControl
	CollectionApplication(
		ReportId(KEYS_REPORT)
		LogicalMaximum_i8(1)
		ReportSize(1)
		ReportCount(4)
		Usage_Con_ACUndo
		Usage_Con_ACRedoRepeat
		Usage_Con_ACZoomIn
		Usage_Con_ACZoomOut
		Input(Var)
		ReportCount(52)
		Input(Const|Var)
	)
};
/* clang-format on */

/* Switches to tablet mode. The values are the vendor's and undocumented. */
static __u8 tablet_mode[1 + MODE_DATA] = { MODE_REPORT, 0x12, 0x10, 0x11, 0x12 };

SEC(HID_BPF_RDESC_FIXUP)
int BPF_PROG(describe_tablet, struct hid_bpf_ctx *hctx)
{
	__u8 *rdesc = hid_bpf_get_data(hctx, 0, sizeof(tablet_rdesc));

	if (!rdesc || hctx->size != RDESC_SIZE)
		return 0;
	__builtin_memcpy(rdesc, tablet_rdesc, sizeof(tablet_rdesc));
	return sizeof(tablet_rdesc);
}

HID_BPF_OPS(easypen_m610x) = {
	.hid_rdesc_fixup = (void *)describe_tablet,
};

/* A tablet that rejects the request still acts as a mouse: leave it alone. */
static int switch_mode(unsigned int hid)
{
	struct hid_bpf_ctx *hctx = hid_bpf_allocate_context(hid);
	int sent;

	if (!hctx)
		return -ENODEV;
	sent = hid_bpf_hw_request(hctx, tablet_mode, sizeof(tablet_mode), HID_FEATURE_REPORT,
				  HID_REQ_SET_REPORT);
	hid_bpf_release_context(hctx);
	return sent < 0 ? sent : 0;
}

SEC("syscall")
int probe(struct hid_bpf_probe_args *args)
{
	args->retval = args->rdesc_size == RDESC_SIZE ? switch_mode(args->hid) : -EINVAL;
	return 0;
}

char _license[] SEC("license") = "GPL";
