// SPDX-License-Identifier: GPL-2.0-only
/*
 * HP Elite Presenter Mouse, Bluetooth 03f0:464a: makes it both a mouse and a pointer for
 * presentations.
 *
 * The device switches between a mouse and a presenter. The report descriptor declares the pointer
 * of each mode as a mouse. This program declares the second as a pointer.
 *
 * Device facts (size of the descriptor, position of the second mouse, and the fix) are from the
 * kernel's own program for this device: linux-source-7.3,
 * drivers/hid/bpf/progs/HP__Elite-Presenter.bpf.c.
 */
#include "hid_bpf_helpers.h"

HID_BPF_CONFIG(HID_DEVICE(BUS_BLUETOOTH, HID_GROUP_GENERIC, 0x03f0, 0x464a));

HID_BPF_INFO(device, "HP Elite Presenter Mouse");
HID_BPF_INFO(problem, "Kernels without a quirk for the device make one input device of the mouse "
		      "and the presenter.");
HID_BPF_INFO(effect, "Mouse and presenter are two input devices.");
HID_BPF_INFO(fixed, "6.1 or earlier");

#define RDESC_SIZE 264

/* The usage of the second application collection: a prefix byte and one byte of data. */
#define USAGE_AT 78
#define USAGE 0x09
#define MOUSE 0x02
#define POINTER 0x01

static bool is_wrong(const __u8 *usage)
{
	return usage[0] == USAGE && usage[1] == MOUSE;
}

SEC(HID_BPF_RDESC_FIXUP)
int BPF_PROG(declare_pointer, struct hid_bpf_ctx *hctx)
{
	__u8 *usage = hid_bpf_get_data(hctx, USAGE_AT, 2);

	if (usage && hctx->size == RDESC_SIZE && is_wrong(usage))
		usage[1] = POINTER;
	return 0;
}

HID_BPF_OPS(elite_presenter) = {
	.hid_rdesc_fixup = (void *)declare_pointer,
};

SEC("syscall")
int probe(struct hid_bpf_probe_args *args)
{
	args->retval = -EINVAL;
	if (args->rdesc_size == RDESC_SIZE && is_wrong(args->rdesc + USAGE_AT))
		args->retval = 0;
	return 0;
}

char _license[] SEC("license") = "GPL";
