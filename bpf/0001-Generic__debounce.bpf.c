// SPDX-License-Identifier: GPL-2.0-only
/*
 * For a mouse with a worn switch that clicks twice: ignores that a button is pressed again right after it
 * was released.
 *
 * It is for no device in particular and is never loaded by itself. For the left button only:
 *
 *	hidbpf attach DEVICE 0001-Generic__debounce.bpf.o --set buttons=1 --set window_ms=40
 *
 * Clicks are passed on without delay. A press that was ignored and is held counts from the first report
 * after the window on, for instance when the mouse moves.
 */
#include "hid_bpf_settings.h"

#define BUTTONS 8
#define NS_PER_MS 1000000ULL

/* Setting: the byte with the buttons. */
__u8 buttons_at = 0;

/* Setting: which buttons are watched, a bit for each: 1 is the first button, 2 the second, 4 the third. */
__u8 buttons = 0xff;

/* Setting: for how long after its release a button cannot be pressed. No finger is faster than this. */
__u32 window_ms = 30;

/* The buttons that the kernel has been told are pressed, and when each was last released. */
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
