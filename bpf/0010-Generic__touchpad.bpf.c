// SPDX-License-Identifier: GPL-2.0-only
/*
 * Touchpads of any vendor that are made for Windows 8 or newer: tells user space their type.
 *
 * A touchpad's buttons are under its surface (a clickpad), it is a pressurepad, which does not
 * move, or it has separate buttons. The device reports which in a feature report that the kernel
 * reads only to decide about buttons. This program sets the udev property HID_DIGITIZER_PAD_TYPE
 * to Clickpad, Pressurepad, Discrete or Unknown. It changes nothing in the device.
 *
 * The property and its values are those of the kernel's own program: linux-source-7.3,
 * drivers/hid/bpf/progs/Generic__touchpad.bpf.c; those in the report are from the USB HID Usage
 * Tables, 16.7 (Pad Type).
 */
#include "hid_bpf_helpers.h"
#include "hid_usages.h"

HID_BPF_CONFIG(HID_DEVICE(BUS_ANY, HID_GROUP_MULTITOUCH_WIN_8, HID_VID_ANY, HID_PID_ANY));

HID_BPF_INFO(device, "touchpads made for Windows 8 or newer");
HID_BPF_INFO(problem, "User space does not know whether the buttons are under the touchpad's "
		      "surface.");
HID_BPF_INFO(effect, "The udev property HID_DIGITIZER_PAD_TYPE is Clickpad, Pressurepad, Discrete"
		     " or Unknown. Nothing else changes.");
HID_BPF_INFO(fixed, "not yet");

EXPORT_UDEV_PROP(HID_DIGITIZER_PAD_TYPE, 32);

/* Set by the loader. */
struct hid_rdesc_descriptor HID_REPORT_DESCRIPTOR;

#define MAX_REPORT_SIZE 1024

static __u8 report[MAX_REPORT_SIZE];

/* Returns the ID of the report with the type, and sets @type, which is NULL if there is none. */
static __always_inline __u8 find_type(struct hid_rdesc_field **type)
{
	struct hid_rdesc_report *feature;
	struct hid_rdesc_field *field;

	hid_bpf_for_each_feature_report(&HID_REPORT_DESCRIPTOR, feature) {
		hid_bpf_for_each_field(feature, field) {
			if (field->usage_page != HidUsagePage_Digitizers ||
			    field->usage_id != HidUsage_Dig_PadType)
				continue;
			*type = field;
			return feature->report_id;
		}
	}
	*type = NULL;
	return 0;
}

static int read_report(unsigned int hid, __u8 report_id)
{
	struct hid_bpf_ctx *hctx = hid_bpf_allocate_context(hid);
	int size;

	if (!hctx)
		return -ENODEV;
	report[0] = report_id;
	size = hid_bpf_hw_request(hctx, report, sizeof(report), HID_FEATURE_REPORT,
				  HID_REQ_GET_REPORT);
	hid_bpf_release_context(hctx);
	return size < 0 ? size : 0;
}

SEC("syscall")
int probe(struct hid_bpf_probe_args *args)
{
	struct hid_rdesc_field *type;
	__u8 report_id = find_type(&type);

	args->retval = type ? read_report(args->hid, report_id) : -EINVAL;
	if (args->retval)
		return 0;
	switch (EXTRACT_BITS(report, type)) {
	case 0:
		UDEV_PROP_SPRINTF(HID_DIGITIZER_PAD_TYPE, "Clickpad");
		break;
	case 1:
		UDEV_PROP_SPRINTF(HID_DIGITIZER_PAD_TYPE, "Pressurepad");
		break;
	case 2:
		UDEV_PROP_SPRINTF(HID_DIGITIZER_PAD_TYPE, "Discrete");
		break;
	default:
		UDEV_PROP_SPRINTF(HID_DIGITIZER_PAD_TYPE, "Unknown");
	}
	return 0;
}

char _license[] SEC("license") = "GPL";
