// SPDX-License-Identifier: GPL-2.0-only
/*
 * FR-TEC Raptor Mach 2 joystick, USB 11c0:5606: makes its hat switch work.
 *
 * A hat switch reports its direction in steps of 45 degrees, as 0 to 7. This one reports 0 to 239,
 * in steps of 30, and its descriptor declares that range. Kernels that keep the range of a hat
 * switch in 8 bits do not recognize it. This program divides the values and declares eight
 * directions.
 *
 * Device facts (the descriptor, the steps and the position of the hat switch) are from the comments
 * of the kernel's own program for this joystick: linux-source-7.3,
 * drivers/hid/bpf/progs/FR-TEC__Raptor-Mach-2.bpf.c.
 */
#include "hid_bpf_wrong_items.h"

HID_BPF_CONFIG(HID_DEVICE(BUS_USB, HID_GROUP_GENERIC, 0x11c0, 0x5606));

HID_BPF_INFO(device, "FR-TEC Raptor Mach 2");
HID_BPF_INFO(problem, "On kernels such as 6.1 the hat switch is an axis that only points right.");
HID_BPF_INFO(effect, "The hat switch has eight directions. On other kernels nothing changes.");
HID_BPF_INFO(fixed, "6.12 or earlier");

/* The item declares the range of the hat switch. */
HID_BPF_WRONG_ITEMS(232, WRONG_ITEM(176, LogicalMaximum_i16(239), LogicalMaximum_i16(7)));

#define JOYSTICK_REPORT 1
#define HAT_AT 33
#define STEP 30

/* A centred hat switch reports a value out of range, which is still out of range after division. */
SEC(HID_BPF_DEVICE_EVENT)
int BPF_PROG(count_directions, struct hid_bpf_ctx *hctx, enum hid_report_type type, __u64 source)
{
	__u8 *report = hid_bpf_get_data(hctx, 0, HAT_AT + 1);

	if (report && hctx->size > HAT_AT && report[0] == JOYSTICK_REPORT)
		report[HAT_AT] /= STEP;
	return 0;
}

HID_BPF_OPS(raptor_mach_2) = {
	.hid_device_event = (void *)count_directions,
	.hid_rdesc_fixup = (void *)correct_items,
};

char _license[] SEC("license") = "GPL";
