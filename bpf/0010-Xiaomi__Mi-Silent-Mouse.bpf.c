// SPDX-License-Identifier: GPL-2.0-only
/*
 * Xiaomi Mi Dual Mode Wireless Mouse Silent Edition, over Bluetooth: makes its two side buttons
 * work.
 *
 * Device facts (the descriptor, and that the last usage must be 5 instead of 3) are from the
 * kernel's driver for this mouse: linux-source-6.1, drivers/hid/hid-xiaomi.c. This program is for
 * kernels built without that driver. If the driver is present, it finds its work already done.
 */
#include "hid_bpf_helpers.h"

HID_BPF_CONFIG(HID_DEVICE(BUS_BLUETOOTH, HID_GROUP_GENERIC, 0x2717, 0x5014));

HID_BPF_INFO(device, "Xiaomi Mi Dual Mode Wireless Mouse Silent Edition");
HID_BPF_INFO(problem, "Over Bluetooth the two side buttons do nothing, because the descriptor "
		      "declares three buttons and the mouse has five.");
HID_BPF_INFO(effect, "All five buttons work.");
HID_BPF_INFO(fixed, "6.1 or earlier, with the driver hid-xiaomi");

#define RDESC_SIZE 87

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

HID_BPF_OPS(mi_silent_mouse) = {
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
