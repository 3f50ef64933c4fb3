/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * For Genius (KYE) tablets. By default they act as a mouse. After a feature request, which only the
 * vendor's driver for Windows sends, they report position, pressure, the pen's buttons and their
 * own keys, but their report descriptors do not describe these reports, or not completely. A
 * program names what differs between the tablets, in this order: the size of the descriptor, which
 * identifies the interface; the largest values of X, Y and pressure; width and height of the area
 * in thousandths of an inch; the number of keys; their usages.
 *
 *	KYE_TABLET(476, 24576, 20480, 1023, 6000, 5000, 4,
 *		   Usage_Con_ACDelete Usage_Con_ACUndo Usage_Con_ACZoomIn Usage_Con_ACZoomOut);
 *
 *	HID_BPF_OPS(easypen_m506) = {
 *		.hid_rdesc_fixup = (void *)describe_tablet,
 *	};
 *
 * This defines describe_tablet(), and a probe program that sends the request.
 */
#ifndef HID_BPF_KYE_TABLET_H
#define HID_BPF_KYE_TABLET_H

#include "hid_bpf_helpers.h"
#include "hid_report_helpers.h"

#define KYE_MODE_REPORT 5
#define KYE_MODE_DATA 7
#define KYE_PEN_REPORT 16
#define KYE_KEYS_REPORT 18
#define KYE_KEYS_DATA 7

/*
 * A kernel with a driver for the tablet writes its own descriptor over this one, and leaves out the
 * keys if it is longer. In Linux 6.12 and 7.3 it has this size for a tablet with four keys.
 */
#define KYE_KERNEL_SIZE 146

/* clang-format off */
#define KYE_RDESC(x_max, y_max, pressure_max, width, height, keys, ...) \
	UsagePage_Vendor(0xff00) \
	Usage_i8(1) \
	CollectionApplication( \
		ReportId(KYE_MODE_REPORT) \
		Usage_i8(1) \
		LogicalMinimum_i8(-128) \
		LogicalMaximum_i8(127) \
		ReportSize(8) \
		ReportCount(KYE_MODE_DATA) \
		Feature(Var) \
	) \
	UsagePage_Digitizers \
	Usage_Dig_Digitizer \
	CollectionApplication( \
		ReportId(KYE_PEN_REPORT) \
		Usage_Dig_Stylus \
		CollectionPhysical( \
			LogicalMinimum_i8(0) \
			LogicalMaximum_i8(1) \
			ReportSize(1) \
			Usage_Dig_TipSwitch \
			Usage_Dig_BarrelSwitch \
			Usage_Dig_TabletPick \
			ReportCount(3) \
			Input(Var) \
			ReportCount(4) \
			Input(Const|Var) \
			Usage_Dig_InRange \
			ReportCount(1) \
			Input(Var) \
			ReportSize(16) \
			PushPop( \
				UsagePage_GenericDesktop \
				Unit(in) \
				UnitExponent(-3) \
				PhysicalMinimum_i8(0) \
				Usage_GD_X \
				PhysicalMaximum_i32(width) \
				LogicalMaximum_i32(x_max) \
				Input(Var) \
				Usage_GD_Y \
				PhysicalMaximum_i32(height) \
				LogicalMaximum_i32(y_max) \
				Input(Var) \
			) \
			Usage_Dig_TipPressure \
			LogicalMaximum_i32(pressure_max) \
			Input(Var) \
		) \
	) \
	UsagePage_Consumer \
	Usage_Con_ConsumerControl \
	CollectionApplication( \
		ReportId(KYE_KEYS_REPORT) \
		LogicalMinimum_i8(0) \
		LogicalMaximum_i8(1) \
		ReportSize(1) \
		ReportCount(keys) \
		__VA_ARGS__ \
		Input(Var) \
		ReportCount(8 * KYE_KEYS_DATA - (keys)) \
		Input(Const|Var) \
	)
/* clang-format on */

/* Switches to tablet mode. The values are the vendor's and undocumented. */
static __u8 kye_tablet_mode[1 + KYE_MODE_DATA] = { KYE_MODE_REPORT, 0x12, 0x10, 0x11, 0x12 };

/* A tablet that rejects the request still acts as a mouse: leave it alone. */
static inline __maybe_unused int kye_switch_mode(unsigned int hid)
{
	struct hid_bpf_ctx *hctx = hid_bpf_allocate_context(hid);
	int sent;

	if (!hctx)
		return -ENODEV;
	sent = hid_bpf_hw_request(hctx, kye_tablet_mode, sizeof(kye_tablet_mode),
				  HID_FEATURE_REPORT, HID_REQ_SET_REPORT);
	hid_bpf_release_context(hctx);
	return sent < 0 ? sent : 0;
}

#define KYE_TABLET(original_size, ...)                                                            \
	static const __u8 kye_rdesc[] = { KYE_RDESC(__VA_ARGS__) };                               \
	_Static_assert(sizeof(kye_rdesc) >= KYE_KERNEL_SIZE, "the keys are left out");            \
                                                                                                  \
	SEC(HID_BPF_RDESC_FIXUP)                                                                  \
	int BPF_PROG(describe_tablet, struct hid_bpf_ctx *hctx)                                   \
	{                                                                                         \
		__u8 *rdesc = hid_bpf_get_data(hctx, 0, sizeof(kye_rdesc));                       \
                                                                                                  \
		if (!rdesc || hctx->size != (original_size))                                      \
			return 0;                                                                 \
		__builtin_memcpy(rdesc, kye_rdesc, sizeof(kye_rdesc));                            \
		return sizeof(kye_rdesc);                                                         \
	}                                                                                         \
                                                                                                  \
	SEC("syscall")                                                                            \
	int probe(struct hid_bpf_probe_args *args)                                                \
	{                                                                                         \
		args->retval = args->rdesc_size == (original_size) ? kye_switch_mode(args->hid) : \
								     -EINVAL;                     \
		return 0;                                                                         \
	}                                                                                         \
	struct hid_bpf_probe_args

#endif /* HID_BPF_KYE_TABLET_H */
