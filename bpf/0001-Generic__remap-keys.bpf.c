// SPDX-License-Identifier: GPL-2.0-only
/*
 * Makes keys of any keyboard act as others.
 *
 * It is for no device in particular and is never loaded by itself. Keys are given by the numbers of page 7
 * of the USB HID Usage Tables, 0xe0 to 0xe7 are the modifiers. To make Caps Lock a second left Ctrl, and
 * to swap Escape (0x29) and the key left of "1" (0x35):
 *
 *	hidbpf attach DEVICE 0001-Generic__remap-keys.bpf.o --set from=0x39,0x29,0x35 --set to=0xe0,0x35,0x29
 *
 * This is for keyboards whose report is that of the boot protocol: modifiers, an unused byte and six keys,
 * with the report's number in front if "hidbpf info DEVICE" shows one.
 */
#include "hid_bpf_settings.h"

#define RULES 8

/* Settings: a key of the first list acts as the one at the same place of the second. */
__u8 from[RULES] = { 0 };
__u8 to[RULES] = { 0 };

#define KEYS 6
#define FIRST_MODIFIER 0xe0
#define LAST_MODIFIER 0xe7
#define MODIFIERS 8

struct keyboard_report {
	__u8 modifiers;
	__u8 unused;
	__u8 keys[KEYS];
};

/* The report that is made of the device's; its reports come one after the other. */
static struct keyboard_report remapped;

/*
 * The verifier looks at a global function once, instead of at each call and each combination of keys:
 * these are not static for that.
 */
__noinline __u8 act_as(__u8 key)
{
	for (int i = 0; i < RULES; i++)
		if (from[i] && from[i] == key)
			return to[i];
	return key;
}

static bool is_modifier(__u8 key)
{
	return key >= FIRST_MODIFIER && key <= LAST_MODIFIER;
}

/*
 * Into the first free place; returns whether there was one. A seventh key is lost, as it would be on any
 * such keyboard.
 */
__noinline int press(__u8 key)
{
	if (is_modifier(key)) {
		remapped.modifiers |= 1 << (key - FIRST_MODIFIER);
		return true;
	}
	for (int i = 0; i < KEYS && key; i++) {
		if (!remapped.keys[i] || remapped.keys[i] == key) {
			remapped.keys[i] = key;
			return true;
		}
	}
	return false;
}

SEC(HID_BPF_DEVICE_EVENT)
int BPF_PROG(remap_keys, struct hid_bpf_ctx *hctx, enum hid_report_type type, __u64 source)
{
	const int first = report_id ? 1 : 0;
	struct keyboard_report *report;

	report = (void *)hid_bpf_get_data(hctx, first, sizeof(*report));
	if (!report || !is_wanted(hctx, type) || hctx->size < first + (int)sizeof(*report))
		return 0;
	remapped = (struct keyboard_report){ 0 };
	for (int i = 0; i < KEYS; i++)
		press(act_as(report->keys[i]));
	for (int i = 0; i < MODIFIERS; i++)
		if (report->modifiers & (1 << i))
			press(act_as(FIRST_MODIFIER + i));
	*report = remapped;
	return 0;
}

HID_BPF_OPS(keys) = {
	.hid_device_event = (void *)remap_keys,
};

char _license[] SEC("license") = "GPL";
