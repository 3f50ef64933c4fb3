// SPDX-License-Identifier: GPL-2.0-only
/*
 * Rapoo M50 Plus Silent mouse, USB 24ae:2015: makes its two side buttons work.
 *
 * Device facts (the descriptor, and that the last usage must be 5 instead of 3) are from the
 * comments of the kernel's own program for this mouse: linux-source-7.3,
 * drivers/hid/bpf/progs/Rapoo__M50-Plus-Silent.bpf.c.
 */
#include "hid_bpf_helpers.h"

HID_BPF_CONFIG(HID_DEVICE(BUS_USB, HID_GROUP_GENERIC, 0x24ae, 0x2015));

HID_BPF_INFO(device, "Rapoo M50 Plus Silent");
HID_BPF_INFO(problem, "The two side buttons do nothing, because the descriptor declares three "
		      "buttons and the mouse has five.");
HID_BPF_INFO(effect, "All five buttons work.");
HID_BPF_INFO(fixed, "6.17, with the driver hid-rapoo");

/* The size of the descriptor identifies the right interface. */
#define RDESC_SIZE 186

/* The usage maximum of the buttons: a prefix byte and the number of the last button. */
#define LAST_BUTTON_AT 16
#define USAGE_MAXIMUM 0x29
#define DECLARED 3
#define BUTTONS 5

static bool is_wrong(const __u8 *last_button)
{
	return last_button[0] == USAGE_MAXIMUM && last_button[1] == DECLARED;
}

SEC(HID_BPF_RDESC_FIXUP)
int BPF_PROG(declare_all_buttons, struct hid_bpf_ctx *hctx)
{
	__u8 *last_button = hid_bpf_get_data(hctx, LAST_BUTTON_AT, 2);

	if (last_button && hctx->size == RDESC_SIZE && is_wrong(last_button))
		last_button[1] = BUTTONS;
	return 0;
}

HID_BPF_OPS(m50_plus) = {
	.hid_rdesc_fixup = (void *)declare_all_buttons,
};

SEC("syscall")
int probe(struct hid_bpf_probe_args *args)
{
	args->retval = -EINVAL;
	if (args->rdesc_size == RDESC_SIZE && is_wrong(args->rdesc + LAST_BUTTON_AT))
		args->retval = 0;
	return 0;
}

char _license[] SEC("license") = "GPL";
