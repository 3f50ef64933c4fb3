// SPDX-License-Identifier: GPL-2.0-only
/* A hid_device_event program that passes its context to a function. */
#include "hid_bpf.h"

static __attribute__((noinline)) int add_to_x(struct hid_bpf_ctx *hctx, __u8 more)
{
	__u8 *data = hid_bpf_get_data(hctx, 0, 3);

	if (!data)
		return 0;
	data[1] += more;
	return 3;
}

SEC("struct_ops/hid_device_event")
int BPF_PROG(twice, struct hid_bpf_ctx *hctx, enum hid_report_type type, __u64 source)
{
	add_to_x(hctx, 2);
	return add_to_x(hctx, 40);
}

SEC(".struct_ops.link")
struct hid_bpf_ops calling = {
	.hid_device_event = (void *)twice,
};

char _license[] SEC("license") = "GPL";
