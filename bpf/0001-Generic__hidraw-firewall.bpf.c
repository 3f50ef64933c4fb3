// SPDX-License-Identifier: GPL-2.0-only
/*
 * Lets applications that open a hidraw device send it only chosen requests.
 *
 * A device's firmware, macros and settings can be changed by whoever may open its hidraw node, browsers
 * included. It is for no device in particular and is never loaded by itself. To let applications set
 * feature report 5 and send output report 1, and nothing else:
 *
 *	hidbpf attach DEVICE 0001-Generic__hidraw-firewall.bpf.o --set feature=5 --set output=1
 *
 * What is not allowed fails with "Operation not permitted". Input reports, and what the kernel itself asks
 * the device, go through.
 */
#include "hid_bpf_helpers.h"

#define ALLOWED 8
#define NONE (-1)

/*
 * Settings: numbers of the feature and output reports that may be sent; 0 if the device does not number
 * its reports. None are at first.
 */
__s16 feature[ALLOWED] = { NONE, NONE, NONE, NONE, NONE, NONE, NONE, NONE };
__s16 output[ALLOWED] = { NONE, NONE, NONE, NONE, NONE, NONE, NONE, NONE };

/* Setting: whether reports may be asked for. */
bool get = true;

static int allow(const __s16 *list, __u8 number)
{
	for (int i = 0; i < ALLOWED; i++)
		if (list[i] == number)
			return 0;
	return -EPERM;
}

/* @source is 0 for the kernel's own requests. */
SEC("struct_ops.s/hid_hw_request")
int BPF_PROG(check_request, struct hid_bpf_ctx *hctx, unsigned char number,
	     enum hid_report_type type, enum hid_class_request request, __u64 source)
{
	if (!source)
		return 0;
	if (request == HID_REQ_GET_REPORT)
		return get ? 0 : -EPERM;
	if (request == HID_REQ_SET_REPORT && type == HID_FEATURE_REPORT)
		return allow(feature, number);
	if (request == HID_REQ_SET_REPORT && type == HID_OUTPUT_REPORT)
		return allow(output, number);
	return -EPERM;
}

SEC("struct_ops.s/hid_hw_output_report")
int BPF_PROG(check_output, struct hid_bpf_ctx *hctx, __u64 source)
{
	__u8 *number = hid_bpf_get_data(hctx, 0, 1);

	if (!source)
		return 0;
	return number ? allow(output, *number) : -EPERM;
}

HID_BPF_OPS(firewall) = {
	.hid_hw_request = (void *)check_request,
	.hid_hw_output_report = (void *)check_output,
};

char _license[] SEC("license") = "GPL";
