// SPDX-License-Identifier: GPL-2.0-only
/*
 * Thrustmaster TCA Yoke Boeing Edition, USB 044f:0409: removes an axis that no control moves.
 *
 * The report descriptor declares 33 bytes of the vendor as axes. The kernel makes ABS_MISC of them.
 * This program declares the bytes as constant.
 *
 * Device facts (the descriptor and the two wrong items) are from the comments of the kernel's own
 * program for this yoke: linux-source-7.3,
 * drivers/hid/bpf/progs/Thrustmaster__TCA-Yoke-Boeing.bpf.c.
 */
#include "hid_bpf_helpers.h"

HID_BPF_CONFIG(HID_DEVICE(BUS_USB, HID_GROUP_GENERIC, 0x044f, 0x0409));

HID_BPF_INFO(device, "Thrustmaster TCA Yoke Boeing Edition");
HID_BPF_INFO(problem, "Games show an axis that no control moves.");
HID_BPF_INFO(effect, "The axis is removed.");
HID_BPF_INFO(fixed, "not yet");

#define RDESC_SIZE 149

/* The input items of the vendor's bytes: a prefix byte and one byte of flags. */
#define FIRST_AT 90
#define SECOND_AT 103
#define INPUT 0x81
#define VARIABLE 0x02
#define CONSTANT 0x03

static bool is_wrong(const __u8 *input)
{
	return input[0] == INPUT && input[1] == VARIABLE;
}

SEC(HID_BPF_RDESC_FIXUP)
int BPF_PROG(hide_vendor_bytes, struct hid_bpf_ctx *hctx)
{
	__u8 *rdesc = hid_bpf_get_data(hctx, 0, RDESC_SIZE);

	if (!rdesc || hctx->size != RDESC_SIZE)
		return 0;
	if (is_wrong(rdesc + FIRST_AT) && is_wrong(rdesc + SECOND_AT)) {
		rdesc[FIRST_AT + 1] = CONSTANT;
		rdesc[SECOND_AT + 1] = CONSTANT;
	}
	return 0;
}

HID_BPF_OPS(tca_yoke) = {
	.hid_rdesc_fixup = (void *)hide_vendor_bytes,
};

SEC("syscall")
int probe(struct hid_bpf_probe_args *args)
{
	args->retval = -EINVAL;
	if (args->rdesc_size == RDESC_SIZE && is_wrong(args->rdesc + FIRST_AT) &&
	    is_wrong(args->rdesc + SECOND_AT))
		args->retval = 0;
	return 0;
}

char _license[] SEC("license") = "GPL";
