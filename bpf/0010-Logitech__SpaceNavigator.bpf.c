// SPDX-License-Identifier: GPL-2.0-only
/*
 * 3Dconnexion (Logitech) SpaceNavigator, USB 046d:c626: makes its six axes absolute.
 *
 * Device facts (sizes of the descriptors, and the positions of the items) are from the kernel's own
 * program for this device: linux-source-7.3, drivers/hid/bpf/progs/Logitech__SpaceNavigator.bpf.c.
 */
#include "hid_bpf_helpers.h"

HID_BPF_CONFIG(HID_DEVICE(BUS_USB, HID_GROUP_ANY, 0x046d, 0xc626));

HID_BPF_INFO(device, "3Dconnexion SpaceNavigator");
HID_BPF_INFO(problem, "The six axes are declared as movements, although the device reports how "
		      "far its cap is moved and turned.");
HID_BPF_INFO(effect, "The axes are absolute, on all known versions of the device.");
HID_BPF_INFO(fixed, "not yet; the driver hid-logitech corrects only the first versions");

/* The input items of the axes: a prefix byte and one byte of flags. */
#define INPUT 0x81
#define RELATIVE 0x06
#define ABSOLUTE 0x02

/* Where they are, for X to Z and for RX to RZ: in models of 2009 and of 2016. */
#define MOVES_2009_AT 32
#define TURNS_2009_AT 49
#define MOVES_2016_AT 36
#define TURNS_2016_AT 53
#define RDESC_MIN 202

static bool has_known_size(__u32 size)
{
	return size == 202 || size == 217 || size == 228;
}

static bool is_wrong(const __u8 *input)
{
	return input[0] == INPUT && input[1] == RELATIVE;
}

static void make_absolute(__u8 *input)
{
	if (is_wrong(input))
		input[1] = ABSOLUTE;
}

SEC(HID_BPF_RDESC_FIXUP)
int BPF_PROG(declare_absolute, struct hid_bpf_ctx *hctx)
{
	__u8 *rdesc = hid_bpf_get_data(hctx, 0, RDESC_MIN);

	if (!rdesc || !has_known_size(hctx->size))
		return 0;
	make_absolute(rdesc + MOVES_2009_AT);
	make_absolute(rdesc + TURNS_2009_AT);
	make_absolute(rdesc + MOVES_2016_AT);
	make_absolute(rdesc + TURNS_2016_AT);
	return 0;
}

HID_BPF_OPS(space_navigator) = {
	.hid_rdesc_fixup = (void *)declare_absolute,
};

SEC("syscall")
int probe(struct hid_bpf_probe_args *args)
{
	const __u8 *rdesc = args->rdesc;

	args->retval = -EINVAL;
	if (has_known_size(args->rdesc_size) &&
	    (is_wrong(rdesc + MOVES_2009_AT) || is_wrong(rdesc + TURNS_2009_AT) ||
	     is_wrong(rdesc + MOVES_2016_AT) || is_wrong(rdesc + TURNS_2016_AT)))
		args->retval = 0;
	return 0;
}

char _license[] SEC("license") = "GPL";
