// SPDX-License-Identifier: GPL-2.0-only
/* An object for the HID-BPF of Linux 6.3 to 6.10 that matches the mice of the tests. */
#include "vmlinux.h"
#include "hid_bpf.h"
#include "hid_bpf_helpers.h"

HID_BPF_CONFIG(HID_DEVICE(BUS_USB, HID_GROUP_GENERIC, 0x1209, 0x0001));

SEC("fmod_ret/hid_bpf_device_event")
int BPF_PROG(older_event, struct hid_bpf_ctx *hctx)
{
	return 0;
}

SEC("fmod_ret/hid_bpf_rdesc_fixup")
int BPF_PROG(older_fixup, struct hid_bpf_ctx *hctx)
{
	return 0;
}

/* Does not load, because the function is not for programs that sleep. */
SEC("fmod_ret.s/hid_bpf_rdesc_fixup")
int BPF_PROG(older_sleeping_fixup, struct hid_bpf_ctx *hctx)
{
	return 0;
}

SEC("syscall")
int probe(struct hid_bpf_probe_args *args)
{
	args->retval = 0;
	return 0;
}

char _license[] SEC("license") = "GPL";
