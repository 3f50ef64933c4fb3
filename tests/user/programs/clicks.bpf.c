// SPDX-License-Identifier: GPL-2.0-only
/*
 * What watch is to show: drops reports of a mouse with a pressed button, the left one, turns x
 * around.
 */
#include "hid_bpf.h"

/* The buttons that are meant, as bits. */
__u8 buttons = 1;

SEC("struct_ops/hid_device_event")
int BPF_PROG(no_clicks, struct hid_bpf_ctx *hctx, enum hid_report_type type, __u64 source)
{
	__u8 *data = hid_bpf_get_data(hctx, 0, 2);

	if (!data)
		return 0;
	if (data[0] & buttons)
		return -1;
	data[1] = -data[1];
	return 0;
}

SEC(".struct_ops.link")
struct hid_bpf_ops clicks = { .hid_device_event = (void *)no_clicks };

char _license[] SEC("license") = "GPL";
