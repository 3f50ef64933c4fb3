// SPDX-License-Identifier: GPL-2.0-only
/*
 * Keyboard of the laptops TUXEDO Sirius 16 Gen1 and Gen2, USB 048d:8910: removes the key F13, which
 * the keyboard does not have but reports.
 *
 * Device facts (the layout of the report, and that F13 must be removed) are from the kernel's own
 * program for this keyboard: linux-source-7.3,
 * drivers/hid/bpf/progs/TUXEDO__Sirius-16-Gen1-and-Gen2.bpf.c.
 */
#include "hid_bpf_helpers.h"

HID_BPF_CONFIG(HID_DEVICE(BUS_USB, HID_GROUP_GENERIC, 0x048d, 0x8910));

HID_BPF_INFO(device, "TUXEDO Sirius 16 Gen1");
HID_BPF_INFO(device, "TUXEDO Sirius 16 Gen2");
HID_BPF_INFO(problem, "The laptop's keyboard reports F13, a key that it does not have.");
HID_BPF_INFO(effect, "F13 is not reported.");
HID_BPF_INFO(fixed, "not yet");

#define KEYS_REPORT 1
#define KEYS 6
#define F13 0x68

/* The first six keys are in the array; further ones are bits, numbered by their usages. */
struct keys_report {
	__u8 report_id;
	__u8 modifiers;
	__u8 unused;
	__u8 keys[KEYS];
	__u8 more_keys[28];
};

SEC(HID_BPF_DEVICE_EVENT)
int BPF_PROG(remove_f13, struct hid_bpf_ctx *hctx, enum hid_report_type type, __u64 source)
{
	struct keys_report *report = (void *)hid_bpf_get_data(hctx, 0, sizeof(*report));

	if (!report || hctx->size < (int)sizeof(*report) || report->report_id != KEYS_REPORT)
		return 0;
	for (int i = 0; i < KEYS; i++)
		if (report->keys[i] == F13)
			report->keys[i] = 0;
	report->more_keys[F13 / 8] &= ~(1 << F13 % 8);
	return 0;
}

HID_BPF_OPS(sirius_16) = {
	.hid_device_event = (void *)remove_f13,
};

char _license[] SEC("license") = "GPL";
