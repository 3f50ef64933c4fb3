// SPDX-License-Identifier: GPL-2.0-only
/*
 * Makes keys of a keyboard act as other keys.
 *
 * It is for any device, so it is never loaded automatically. Keys are given by their usages on
 * usage page 7 of the USB HID Usage Tables; 0xe0 to 0xe7 are the modifiers. To make Caps Lock a
 * second left Ctrl, and to swap Escape (0x29) and the key left of "1" (0x35):
 *
 *	hidbpf attach DEVICE 0001-Generic__remap-keys.bpf.o --set from=0x39,0x29,0x35 \
 *		--set to=0xe0,0x35,0x29
 *
 * The keyboard must send reports in the format of the boot protocol: modifiers, an unused byte and
 * six keys, preceded by the report ID if "hidbpf info DEVICE" shows one.
 */
#include "hid_bpf_settings.h"

HID_BPF_INFO(effect, "Makes keys of a keyboard act as other keys.");

#define RULES 8

/* Settings: a key in the first list acts as the one at the same position in the second. */
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

/* The report under construction. It can be global, because reports come one after the other. */
static struct keyboard_report remapped;

/*
 * Not static: the verifier checks a global function only once, instead of for each call and each
 * combination of keys.
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
 * Enters a key at the first free position, and returns whether there was one. A seventh key is
 * lost, as on any such keyboard.
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
