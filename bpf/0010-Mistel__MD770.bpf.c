// SPDX-License-Identifier: GPL-2.0-only
/*
 * Mistel MD770 keyboard, USB 04d9:0339: makes more than six keys at once work.
 *
 * The keyboard reports the first six pressed keys on one interface, and all others on a second one,
 * with one bit for each key. The report descriptor of the second declares these bits as an array of
 * key numbers, and the kernel ignores them.
 *
 * Device facts (the descriptor and its error) are from the comments of the kernel's own program for
 * this keyboard: linux-source-7.3, drivers/hid/bpf/progs/Mistel__MD770.bpf.c.
 */
#include "hid_bpf_helpers.h"

HID_BPF_CONFIG(HID_DEVICE(BUS_USB, HID_GROUP_GENERIC, 0x04d9, 0x0339));

HID_BPF_INFO(device, "Mistel MD770");
HID_BPF_INFO(problem, "Of the keys pressed at once only the first six work.");
HID_BPF_INFO(effect, "All keys pressed at once work.");
HID_BPF_INFO(fixed, "not yet");

/* The size of the descriptor identifies the second interface. */
#define RDESC_SIZE 203

/* The input item of the keys: a prefix byte and one byte of flags. */
#define INPUT_AT 200
#define INPUT 0x81
#define ARRAY 0x00
#define VARIABLE 0x02

static bool is_wrong(const __u8 *input)
{
	return input[0] == INPUT && input[1] == ARRAY;
}

SEC(HID_BPF_RDESC_FIXUP)
int BPF_PROG(declare_bits, struct hid_bpf_ctx *hctx)
{
	__u8 *input = hid_bpf_get_data(hctx, INPUT_AT, 2);

	if (input && hctx->size == RDESC_SIZE && is_wrong(input))
		input[1] = VARIABLE;
	return 0;
}

HID_BPF_OPS(md770) = {
	.hid_rdesc_fixup = (void *)declare_bits,
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
