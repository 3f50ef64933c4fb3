// SPDX-License-Identifier: GPL-2.0-only
/*
 * Swaps, moves or disables buttons of any device whose buttons are bits in one byte, such as a
 * mouse.
 *
 * It is for any device, so it is never loaded automatically. For a left-handed mouse:
 *
 *	hidbpf attach DEVICE 0001-Generic__remap-buttons.bpf.o --set button=2,1
 */
#include "hid_bpf_settings.h"

HID_BPF_INFO(effect, "Swaps, moves or disables buttons.");

#define BUTTONS 8

/* Setting: the byte with the buttons. */
__u8 buttons_at = 0;

/* Setting: the buttons that button 1, 2, ... act as; 0 disables one. */
__u8 button[BUTTONS] = { 1, 2, 3, 4, 5, 6, 7, 8 };

static __u8 remap(__u8 pressed)
{
	__u8 acting = 0;

	for (int i = 0; i < BUTTONS; i++)
		if (pressed & (1 << i) && button[i] && button[i] <= BUTTONS)
			acting |= 1 << (button[i] - 1);
	return acting;
}

SEC(HID_BPF_DEVICE_EVENT)
int BPF_PROG(remap_buttons, struct hid_bpf_ctx *hctx, enum hid_report_type type, __u64 source)
{
	__u8 *buttons = hid_bpf_get_data(hctx, buttons_at, 1);

	if (buttons && is_wanted(hctx, type) && buttons_at < hctx->size)
		*buttons = remap(*buttons);
	return 0;
}

HID_BPF_OPS(buttons) = {
	.hid_device_event = (void *)remap_buttons,
};

char _license[] SEC("license") = "GPL";
