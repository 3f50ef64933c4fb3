// SPDX-License-Identifier: GPL-2.0-only
/*
 * Wacom Art Pen on an Intuos Pro M (2nd generation), USB 056a:0357: smooths its pressure.
 *
 * With this pen the tablet reports a new pressure only in every other report, and repeats it in the
 * one after. While the tip touches, this program replaces the first of each pair by the mean of it
 * and the pressure before.
 *
 * Device facts (the tablet, size of the descriptor, layout of the report, number of the pen, and
 * that every second report repeats the pressure) are from the kernel's own program for this pen:
 * linux-source-7.3, drivers/hid/bpf/progs/Wacom__ArtPen.bpf.c.
 */
#include "hid_bpf_helpers.h"

/* The kernel puts all devices of Wacom into a group for its driver. */
HID_BPF_CONFIG(HID_DEVICE(BUS_USB, HID_GROUP_ANY, 0x056a, 0x0357));

HID_BPF_INFO(device, "Wacom Art Pen on an Intuos Pro M of the second generation");
HID_BPF_INFO(problem, "The tablet reports the pressure of this pen only half as often as its "
		      "position, so strokes have steps.");
HID_BPF_INFO(effect, "The pressure changes with every report. Other pens are not changed.");
HID_BPF_INFO(fixed, "not yet");

/* The size of the descriptor identifies the interface of the pen. */
#define RDESC_SIZE 949

#define PEN_REPORT 16
#define TIP 1
#define ART_PEN 0x0804

struct pen_report {
	__u8 report_id;
	__u8 buttons;
	__u8 position[6];
	__le16 pressure;
	__u8 unknown[15];
	__le16 tool;
} __packed;

/* Whether the report is the first of a pair, and the pressure passed on before it. */
static bool is_first;
static __u16 last_pressure;

SEC(HID_BPF_DEVICE_EVENT)
int BPF_PROG(smooth_pressure, struct hid_bpf_ctx *hctx, enum hid_report_type type, __u64 source)
{
	struct pen_report *report = (void *)hid_bpf_get_data(hctx, 0, sizeof(*report));
	__u16 pressure;

	if (!report || report->report_id != PEN_REPORT ||
	    hid_bpf_le16_to_cpu(report->tool) != ART_PEN)
		return 0;
	if (!(report->buttons & TIP)) {
		is_first = true;
		last_pressure = 0;
		return 0;
	}
	pressure = hid_bpf_le16_to_cpu(report->pressure);
	if (is_first)
		pressure = (pressure + last_pressure) / 2;
	report->pressure = hid_bpf_cpu_to_le16(pressure);
	last_pressure = pressure;
	is_first = !is_first;
	return 0;
}

HID_BPF_OPS(art_pen) = {
	.hid_device_event = (void *)smooth_pressure,
};

SEC("syscall")
int probe(struct hid_bpf_probe_args *args)
{
	args->retval = args->rdesc_size == RDESC_SIZE ? 0 : -EINVAL;
	return 0;
}

char _license[] SEC("license") = "GPL";
