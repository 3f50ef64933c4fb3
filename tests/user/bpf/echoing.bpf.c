// SPDX-License-Identifier: GPL-2.0-only
/* An object that injects a report of its own 200 ms after each report of the device. */
#include "vmlinux.h"
#include "hid_bpf.h"
#include "hid_bpf_helpers.h"

#define HID_BPF_ASYNC_MAX_CTX 1
#include "hid_bpf_async.h"

static int HID_BPF_ASYNC_FUN(inject)(struct hid_bpf_ctx *hctx)
{
	__u8 report[3] = { 0, 42, 43 };

	return hid_bpf_input_report(hctx, HID_INPUT_REPORT, report, sizeof(report));
}

SEC("syscall")
int probe(struct hid_bpf_probe_args *args)
{
	args->retval = HID_BPF_ASYNC_INIT(inject);
	return 0;
}

/* Reports of programs have a source. */
SEC(HID_BPF_DEVICE_EVENT)
int BPF_PROG(echo, struct hid_bpf_ctx *hctx, enum hid_report_type type, __u64 source)
{
	if (!source)
		HID_BPF_ASYNC_DELAYED_CALL(inject, hctx, 200);
	return 0;
}

HID_BPF_OPS(echoing) = { .hid_device_event = (void *)echo };

char _license[] SEC("license") = "GPL";
