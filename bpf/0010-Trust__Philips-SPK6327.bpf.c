// SPDX-License-Identifier: GPL-2.0-only
/*
 * Philips SPK6327 keyboard (Trust), USB 145f:024b: makes Ctrl, Alt and the other modifiers work.
 *
 * The eight modifier keys are eight bits in the report, but the report descriptor declares them as
 * an array of key numbers.
 *
 * Device facts (size of the descriptor, its error, and the position of the item) are from the
 * kernel's own program for this keyboard: linux-source-7.3,
 * drivers/hid/bpf/progs/Trust__Philips-SPK6327.bpf.c.
 */
#include "hid_bpf_helpers.h"

HID_BPF_CONFIG(HID_DEVICE(BUS_USB, HID_GROUP_GENERIC, 0x145f, 0x024b));

HID_BPF_INFO(device, "Philips SPK6327");
HID_BPF_INFO(problem, "Ctrl, Alt and the other modifiers all act as left Shift.");
HID_BPF_INFO(effect, "Each modifier works.");
HID_BPF_INFO(fixed, "not yet");

/* The size of the descriptor identifies the second interface. */
#define RDESC_SIZE 169

/* The input item of the modifiers: a prefix byte and one byte of flags. */
#define INPUT_AT 100
#define INPUT 0x81
#define ARRAY 0x00
#define VARIABLE 0x02

static bool is_wrong(const __u8 *input)
{
	return input[0] == INPUT && input[1] == ARRAY;
}

SEC(HID_BPF_RDESC_FIXUP)
int BPF_PROG(describe_modifiers, struct hid_bpf_ctx *hctx)
{
	__u8 *input = hid_bpf_get_data(hctx, INPUT_AT, 2);

	if (input && hctx->size == RDESC_SIZE && is_wrong(input))
		input[1] = VARIABLE;
	return 0;
}

HID_BPF_OPS(spk6327) = {
	.hid_rdesc_fixup = (void *)describe_modifiers,
};

SEC("syscall")
int probe(struct hid_bpf_probe_args *args)
{
	args->retval = -EINVAL;
	if (args->rdesc_size == RDESC_SIZE && is_wrong(args->rdesc + INPUT_AT))
		args->retval = 0;
	return 0;
}

char _license[] SEC("license") = "GPL";
