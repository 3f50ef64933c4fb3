// SPDX-License-Identifier: GPL-2.0-only
/*
 * XP-Pen Deco 02: turns its six keys and its dial into those of a tablet pad.
 *
 * The top key types "b", the bottom key is Ctrl+S, the dial is Ctrl+= and Ctrl+-; two keys held
 * together make another shortcut. This program makes them buttons 1 to 6, from top to bottom, and a
 * dial. The pen works as before.
 *
 * Device facts (the report descriptor and what each key sends) are from the comments of the
 * kernel's own program for this device: linux-source-7.3,
 * drivers/hid/bpf/progs/XPPen__Deco02.bpf.c.
 */
#include "hid_bpf_helpers.h"

HID_BPF_CONFIG(HID_DEVICE(BUS_USB, HID_GROUP_GENERIC, 0x28bd, 0x0803));

HID_BPF_INFO(device, "XP-Pen Deco 02");
HID_BPF_INFO(problem, "The six keys and the dial send keyboard shortcuts to whichever window has "
		      "the focus.");
HID_BPF_INFO(effect, "They are the buttons and the dial of a tablet pad, which can be assigned "
		     "in the desktop's tablet settings.");
HID_BPF_INFO(fixed, "not yet");

/* The size of the descriptor identifies the right interface. */
#define RDESC_SIZE 188
/* The last collection in it, the keyboard: report 3 with modifiers and six key codes. */
#define KEYBOARD_AT 148

#define KEYS_REPORT 3
#define KEYS_REPORT_SIZE 8
#define FIRST_CODE 2

#define KEYS 6

/* The keyboard usages that the keys send, from top to bottom, and those of the dial. */
static const __u8 key_codes[KEYS] = { 0x05, 0x2c, 0x08, 0x0c, 0x1d, 0x16 };
#define DIAL_CLOCKWISE 0x2e
#define DIAL_BACK 0x2d

/* Replaces the keyboard: the same report, as struct pad_report. Indented like its collections. */
/* clang-format off */
static const __u8 pad_rdesc[] = {
	0x05, 0x01, /* usage page: generic desktop */
	0x09, 0x07, /* usage: keypad */
	0xa1, 0x01, /* collection: application */
		0x85, KEYS_REPORT, /* report ID */
		0x05, 0x0d, /* usage page: digitizer */
		0x09, 0x39, /* usage: tablet function keys */
		0xa1, 0x00, /* collection: physical */
			0x05, 0x09, /* usage page: buttons */
			0x19, 0x01, 0x29, KEYS, /* usages 1 to 6 */
			0x15, 0x00, 0x25, 0x01, /* logical 0 to 1 */
			0x75, 0x01, 0x95, KEYS, 0x81, 0x02, /* 6 bits: input, variable */
			/*
			 * The stylus button and the axes below are never set, but user space
			 * accepts a device as a tablet pad only if it has them.
			 */
			0x05, 0x0d, /* usage page: digitizer */
			0x09, 0x44, /* usage: barrel switch */
			0x95, 0x01, 0x81, 0x02, /* 1 bit: input, variable */
			0x95, 0x01, 0x81, 0x03, /* 1 bit: constant */
			0x05, 0x01, /* usage page: generic desktop */
			0x09, 0x30, 0x09, 0x31, /* usages x, y */
			0x75, 0x08, 0x95, 0x02, 0x81, 0x02, /* 2 bytes: input, variable */
			0x09, 0x37, /* usage: dial */
			0x15, 0xff, /* logical -1 to 1 */
			0x95, 0x01, 0x81, 0x06, /* 1 byte: input, relative */
			0x95, 0x03, 0x81, 0x03, /* 3 bytes: constant */
		0xc0,
	0xc0,
};
/* clang-format on */

struct pad_report {
	__u8 report_id;
	__u8 buttons;
	__u8 x;
	__u8 y;
	__s8 dial;
	__u8 unused[3];
};

SEC("struct_ops/hid_rdesc_fixup")
int BPF_PROG(describe_pad, struct hid_bpf_ctx *hctx)
{
	__u8 *rdesc = hid_bpf_get_data(hctx, 0, KEYBOARD_AT + sizeof(pad_rdesc));

	if (!rdesc || hctx->size != RDESC_SIZE)
		return 0;
	__builtin_memcpy(rdesc + KEYBOARD_AT, pad_rdesc, sizeof(pad_rdesc));
	return KEYBOARD_AT + sizeof(pad_rdesc);
}

static void add_code(struct pad_report *pad, __u8 code)
{
	for (int i = 0; i < KEYS; i++)
		if (code == key_codes[i])
			pad->buttons |= 1 << i;
	if (code == DIAL_CLOCKWISE)
		pad->dial = 1;
	if (code == DIAL_BACK)
		pad->dial = -1;
}

/*
 * Keys held together share one report, in which each has its code. The order of the codes varies.
 * The modifiers are ignored, because several keys send the same ones.
 */
SEC("struct_ops/hid_device_event")
int BPF_PROG(send_as_pad, struct hid_bpf_ctx *hctx, enum hid_report_type type, __u64 source)
{
	struct pad_report pad = { .report_id = KEYS_REPORT };
	__u8 *report = hid_bpf_get_data(hctx, 0, KEYS_REPORT_SIZE);

	if (!report || report[0] != KEYS_REPORT)
		return 0;
	for (int i = FIRST_CODE; i < KEYS_REPORT_SIZE; i++)
		add_code(&pad, report[i]);
	__builtin_memcpy(report, &pad, sizeof(pad));
	return 0;
}

HID_BPF_OPS(deco02) = {
	.hid_device_event = (void *)send_as_pad,
	.hid_rdesc_fixup = (void *)describe_pad,
};

SEC("syscall")
int probe(struct hid_bpf_probe_args *args)
{
	const __u8 *keyboard = args->rdesc + KEYBOARD_AT;

	args->retval = -EINVAL;
	if (args->rdesc_size == RDESC_SIZE && keyboard[1] == 0x01 && keyboard[3] == 0x06)
		args->retval = 0;
	return 0;
}

char _license[] SEC("license") = "GPL";
