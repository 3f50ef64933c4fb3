// SPDX-License-Identifier: GPL-2.0-only
/*
 * IOGEAR Kaliber Gaming MMOmentum mouse, USB 258a:0027: makes all of its twelve buttons work.
 *
 * Seven of the buttons send keys through a second interface, a keyboard. Its report descriptor
 * declares their bits as constant, so the kernel ignores them.
 *
 * Device facts (size of the descriptor, and the positions of the three input items) are from the
 * kernel's own program for this mouse: linux-source-7.3,
 * drivers/hid/bpf/progs/IOGEAR__Kaliber-MMOmentum.bpf.c.
 */
#include "hid_bpf_helpers.h"

HID_BPF_CONFIG(HID_DEVICE(BUS_USB, HID_GROUP_GENERIC, 0x258a, 0x0027));

HID_BPF_INFO(device, "IOGEAR Kaliber Gaming MMOmentum");
HID_BPF_INFO(problem, "Seven of the twelve buttons do nothing.");
HID_BPF_INFO(effect, "All twelve buttons work.");
HID_BPF_INFO(fixed, "not yet");

/* The size of the descriptor identifies the interface of the keyboard. */
#define RDESC_SIZE 213

/* Its first application collection: a keyboard. */
#define USAGE_AT 3
#define KEYBOARD 0x06

/* The input items of the keys: a prefix byte and one byte of flags. */
static const __u8 inputs_at[] = { 84, 112, 140 };
#define INPUT 0x81
#define CONSTANT 0x03
#define VARIABLE 0x02

SEC(HID_BPF_RDESC_FIXUP)
int BPF_PROG(declare_keys, struct hid_bpf_ctx *hctx)
{
	__u8 *rdesc = hid_bpf_get_data(hctx, 0, RDESC_SIZE);

	if (!rdesc || hctx->size != RDESC_SIZE || rdesc[USAGE_AT] != KEYBOARD)
		return 0;
	for (int i = 0; i < (int)ARRAY_SIZE(inputs_at); i++) {
		__u8 *input = rdesc + inputs_at[i];

		if (input[0] == INPUT && input[1] == CONSTANT)
			input[1] = VARIABLE;
	}
	return 0;
}

HID_BPF_OPS(mmomentum) = {
	.hid_rdesc_fixup = (void *)declare_keys,
};

SEC("syscall")
int probe(struct hid_bpf_probe_args *args)
{
	args->retval = -EINVAL;
	if (args->rdesc_size == RDESC_SIZE && args->rdesc[USAGE_AT] == KEYBOARD)
		args->retval = 0;
	return 0;
}

char _license[] SEC("license") = "GPL";
