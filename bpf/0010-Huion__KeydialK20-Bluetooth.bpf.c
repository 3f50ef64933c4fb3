// SPDX-License-Identifier: GPL-2.0-only
/*
 * Huion Keydial K20 over Bluetooth, 256c:8251: makes its keys and its dial those of a tablet pad.
 *
 * Without this program, the keys act like a keyboard, and the dial like the wheel of a mouse. With
 * it, applications see a tablet pad with a dial and nineteen buttons, of which the last one is that
 * in the dial. The Keydial has no vendor mode over Bluetooth.
 *
 * Device facts (descriptors and what keys and dial send) are from the kernel's own program for it:
 * linux-source-7.3, drivers/hid/bpf/progs/Huion__KeydialK20-Bluetooth.bpf.c.
 */
#include "huion_k20.h"

HID_BPF_CONFIG(HID_DEVICE(BUS_BLUETOOTH, HID_GROUP_GENERIC, 0x256c, 0x8251));

HID_BPF_INFO(device, "Huion Keydial K20 over Bluetooth");
HID_BPF_INFO(problem, "The keys send keyboard shortcuts, and the dial acts like the wheel of a "
		      "mouse.");
HID_BPF_INFO(effect, "Keys and dial are the nineteen buttons and the dial of a tablet pad.");
HID_BPF_INFO(fixed, "not yet");

/* The sizes of the descriptors distinguish the interfaces; one never reports anything. */
#define RDESC_SIZE 160
#define SILENT_RDESC_SIZE 114

/* A keyboard report: the modifiers, two other bytes and five key codes. */
#define KEYS_REPORT 1
#define FIRST_CODE 4
#define CODES 5
/* The button in the dial sends "play/pause". */
#define DIAL_BUTTON_REPORT 2
#define PLAY_PAUSE 0xcd
/* A mouse report, whose last byte is the wheel. */
#define DIAL_REPORT 5
#define DIAL_AT 6

#define REPORT_SIZE 9
#define PAD_REPORT 11

/* clang-format off */
static const __u8 pad_rdesc[] = {
	TabletPad(PAD_REPORT, PadDial PadNoDial PadManyButtons(K20_BUTTONS))
};
/* clang-format on */

static const __u8 silent_rdesc[] = { FixedSizeVendorReport(REPORT_SIZE) };

SEC(HID_BPF_RDESC_FIXUP)
int BPF_PROG(describe_pad, struct hid_bpf_ctx *hctx)
{
	__u8 *rdesc = hid_bpf_get_data(hctx, 0, sizeof(pad_rdesc));

	if (!rdesc)
		return 0;
	if (hctx->size == SILENT_RDESC_SIZE) {
		__builtin_memcpy(rdesc, silent_rdesc, sizeof(silent_rdesc));
		return sizeof(silent_rdesc);
	}
	__builtin_memcpy(rdesc, pad_rdesc, sizeof(pad_rdesc));
	return sizeof(pad_rdesc);
}

SEC(HID_BPF_DEVICE_EVENT)
int BPF_PROG(send_as_pad, struct hid_bpf_ctx *hctx, enum hid_report_type type, __u64 source)
{
	struct tablet_pad_report pad = { .report_id = PAD_REPORT };
	__u8 *data = hid_bpf_get_data(hctx, 0, sizeof(pad));
	static __u32 buttons;

	if (!data)
		return 0;
	switch (data[0]) {
	case KEYS_REPORT:
		buttons = k20_buttons(data[1], data + FIRST_CODE, CODES);
		break;
	case DIAL_BUTTON_REPORT:
		buttons &= ~K20_DIAL_BUTTON;
		if (data[1] == PLAY_PAUSE)
			buttons |= K20_DIAL_BUTTON;
		break;
	case DIAL_REPORT:
		pad.dial = data[DIAL_AT];
		break;
	default:
		return 0;
	}
	pad.buttons = hid_bpf_cpu_to_le32(buttons);
	return tablet_send_pad(data, &pad);
}

HID_BPF_OPS(keydial_k20_bluetooth) = {
	.hid_device_event = (void *)send_as_pad,
	.hid_rdesc_fixup = (void *)describe_pad,
};

SEC("syscall")
int probe(struct hid_bpf_probe_args *args)
{
	args->retval = -EINVAL;
	if (args->rdesc_size == RDESC_SIZE || args->rdesc_size == SILENT_RDESC_SIZE)
		args->retval = 0;
	return 0;
}

char _license[] SEC("license") = "GPL";
