/* SPDX-License-Identifier: GPL-2.0-only */
/* A hid_device_event program that swaps the axes of the tests' mouse. */
#ifndef TESTS_MODULE_SWAP_H
#define TESTS_MODULE_SWAP_H

#include "hid_bpf.h"

SEC("struct_ops/hid_device_event")
int BPF_PROG(swap_axes, struct hid_bpf_ctx *hctx, enum hid_report_type type, __u64 source)
{
	__u8 *data = hid_bpf_get_data(hctx, 0, 3), x;

	if (!data)
		return 0;
	x = data[1];
	data[1] = data[2];
	data[2] = x;
	return 0;
}

#endif
