// SPDX-License-Identifier: GPL-2.0-only
/*
 * An object for all devices of the tests, which sets udev properties: what the loader found out
 * about the X axis of a mouse, an empty one, and, if "odd" is set, one that is not a line of text.
 */
#include "module/bpf/swap.h"

#include "hid_bpf_helpers.h"
#include "hid_report_descriptor_helpers.h"

HID_BPF_CONFIG(HID_DEVICE(BUS_ANY, HID_GROUP_ANY, 0x1209, HID_PID_ANY));

EXPORT_UDEV_PROP(TESTS_AXIS, 64);
EXPORT_UDEV_PROP(TESTS_EMPTY, 8);
EXPORT_UDEV_PROP(TESTS_ODD, 8);

struct hid_rdesc_descriptor HID_REPORT_DESCRIPTOR;
bool odd;

SEC("syscall")
int probe(struct hid_bpf_probe_args *args)
{
	const struct hid_rdesc_report *report = &HID_REPORT_DESCRIPTOR.input_reports[0];
	const struct hid_rdesc_field *axis = &report->fields[4];
	const struct hid_rdesc_collection *in = &axis->collections[0];

	UDEV_PROP_SPRINTF(TESTS_AXIS, "%d fields, %x:%x at %d-%d of %d, %d to %d, in %d %x:%x",
			  report->num_fields, axis->usage_page, axis->usage_id, axis->bits_start,
			  axis->bits_end, report->size_in_bits, axis->logical_minimum,
			  axis->logical_maximum, axis->num_collections, in->usage_page,
			  in->usage_id);
	if (odd)
		UDEV_PROP_SPRINTF(TESTS_ODD, "a\nb");
	args->retval = 0;
	return 0;
}

SEC(".struct_ops.link")
struct hid_bpf_ops swap = { .hid_device_event = (void *)swap_axes };

char _license[] SEC("license") = "GPL";
