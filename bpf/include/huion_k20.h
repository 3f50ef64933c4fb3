/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Huion's Keydial K20: what its programs for USB and for Bluetooth share.
 */
#ifndef HUION_K20_H
#define HUION_K20_H

#include "hid_bpf_tablet.h"

/* Eighteen keys and the button in the dial. */
#define K20_BUTTONS 19
#define K20_DIAL_BUTTON (1 << 18)

/* The key codes that the keys send as keyboard shortcuts; three send only a modifier. */
#define K20_CODES 18
static const __u8 k20_codes[K20_CODES] = { 0x0e, 0x0a, 0x0f, 0x4c, 0x0c, 0x07, 0x05, 0x08, 0x16,
					   0x1d, 0x06, 0x19, 0,	   0,	 0,    0x28, 0x2c, 0x11 };
#define K20_CTRL (1 << 0)
#define K20_SHIFT (1 << 1)
#define K20_ALT (1 << 2)
#define K20_CTRL_BUTTON (1 << 12)
#define K20_ALT_BUTTON (1 << 13)
#define K20_SHIFT_BUTTON (1 << 14)

static inline __u32 k20_button_of(__u8 code)
{
	for (int i = 0; i < K20_CODES; i++)
		if (code == k20_codes[i])
			return 1 << i;
	return 0;
}

/* The buttons that a keyboard report stands for. The codes end with a zero. */
static inline __u32 k20_buttons(__u8 modifiers, const __u8 *codes, int count)
{
	__u32 buttons = 0;

	if (modifiers & K20_CTRL)
		buttons |= K20_CTRL_BUTTON;
	if (modifiers & K20_SHIFT)
		buttons |= K20_SHIFT_BUTTON;
	if (modifiers & K20_ALT)
		buttons |= K20_ALT_BUTTON;
	for (int i = 0; i < count && codes[i]; i++)
		buttons |= k20_button_of(codes[i]);
	return buttons;
}

#endif /* HUION_K20_H */
