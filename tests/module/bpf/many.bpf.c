// SPDX-License-Identifier: GPL-2.0-only
/* Sixty-five hid_bpf_ops of one program, which counts its runs. */
#include "hid_bpf.h"

int runs;

SEC("struct_ops/hid_device_event")
int BPF_PROG(count, struct hid_bpf_ctx *hctx, enum hid_report_type type, __u64 source)
{
	runs++;
	return 0;
}

#define MANY_PROGRAM count
#include "many.h"

char _license[] SEC("license") = "GPL";
