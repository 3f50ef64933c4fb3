// SPDX-License-Identifier: GPL-2.0-only
/*
 * Limits what applications can send to a device through hidraw.
 *
 * Any application that may open a device's hidraw node, such as a browser, can change the device's
 * firmware, macros and settings. This program is for any device, so it is never loaded
 * automatically. To allow applications to set feature report 5 and to send output report 1, and
 * nothing else:
 *
 *	hidbpf attach DEVICE 0001-Generic__hidraw-firewall.bpf.o --set feature=5 --set output=1
 *
 * Anything else fails with "Operation not permitted". Input reports and requests of the kernel
 * itself are not affected.
 */
#include "hid_bpf_helpers.h"

HID_BPF_INFO(effect, "Refuses what applications send to a device through hidraw, except chosen "
		     "reports.");

#define ALLOWED 8
#define NONE (-1)

/*
 * Settings: report IDs of the feature and output reports that may be sent; 0 if the device does not
 * use report IDs. By default there are none.
 */
__s16 feature[ALLOWED] = { NONE, NONE, NONE, NONE, NONE, NONE, NONE, NONE };
__s16 output[ALLOWED] = { NONE, NONE, NONE, NONE, NONE, NONE, NONE, NONE };

/* Setting: whether reports may be read with GET_REPORT. */
bool get = true;

static int allow(const __s16 *list, __u8 id)
{
	for (int i = 0; i < ALLOWED; i++)
		if (list[i] == id)
			return 0;
	return -EPERM;
}

/* @source is 0 for the kernel's own requests. */
SEC("struct_ops.s/hid_hw_request")
int BPF_PROG(check_request, struct hid_bpf_ctx *hctx, unsigned char id, enum hid_report_type type,
	     enum hid_class_request request, __u64 source)
{
	if (!source)
		return 0;
	if (request == HID_REQ_GET_REPORT)
		return get ? 0 : -EPERM;
	if (request == HID_REQ_SET_REPORT && type == HID_FEATURE_REPORT)
		return allow(feature, id);
	if (request == HID_REQ_SET_REPORT && type == HID_OUTPUT_REPORT)
		return allow(output, id);
	return -EPERM;
}

SEC("struct_ops.s/hid_hw_output_report")
int BPF_PROG(check_output, struct hid_bpf_ctx *hctx, __u64 source)
{
	__u8 *id = hid_bpf_get_data(hctx, 0, 1);

	if (!source)
		return 0;
	return id ? allow(output, *id) : -EPERM;
}

HID_BPF_OPS(firewall) = {
	.hid_hw_request = (void *)check_request,
	.hid_hw_output_report = (void *)check_output,
};

char _license[] SEC("license") = "GPL";
