// SPDX-License-Identifier: GPL-2.0-only
/*
 * Ignores presses of a button immediately after its release, for a mouse with a worn switch that
 * clicks twice.
 *
 * It is for any device, so it is never loaded automatically. For the left button only:
 *
 *	hidbpf attach DEVICE 0001-Generic__debounce.bpf.o --set buttons=1 --set window_ms=40
 *
 * Clicks are passed on without delay. If an ignored press is held, it takes effect with the first
 * report after the window, for example when the mouse moves.
 */
#include "hid_bpf_settings.h"

HID_BPF_INFO(effect, "Ignores the extra clicks of a worn mouse switch.");

#define BUTTONS 8
#define NS_PER_MS 1000000ULL

/* Setting: the byte with the buttons. */
__u8 buttons_at = 0;

/* Setting: the buttons to debounce, one bit each: 1 is the first, 2 the second, 4 the third. */
__u8 buttons = 0xff;

/* Setting: how long a button cannot be pressed after its release. No finger is faster. */
__u32 window_ms = 30;

/* The buttons reported to the kernel as pressed, and the time at which each was last released. */
static __u8 told;
static __u64 released_at[BUTTONS];

static bool is_chatter(int button, __u64 now)
{
	return released_at[button] && now - released_at[button] < window_ms * NS_PER_MS;
}

static __u8 debounce(__u8 pressed, __u64 now)
{
	for (int i = 0; i < BUTTONS; i++) {
		const __u8 bit = 1 << i;

		if (!(buttons & bit))
			continue;
		if (told & ~pressed & bit)
			released_at[i] = now;
		else if (pressed & ~told & bit && is_chatter(i, now))
			pressed &= ~bit;
	}
	told = pressed;
	return pressed;
}

SEC(HID_BPF_DEVICE_EVENT)
int BPF_PROG(hide_chatter, struct hid_bpf_ctx *hctx, enum hid_report_type type, __u64 source)
{
	__u8 *pressed = hid_bpf_get_data(hctx, buttons_at, 1);

	if (pressed && is_wanted(hctx, type) && buttons_at < hctx->size)
		*pressed = debounce(*pressed, bpf_ktime_get_ns());
	return 0;
}

HID_BPF_OPS(debouncer) = {
	.hid_device_event = (void *)hide_chatter,
};

char _license[] SEC("license") = "GPL";
