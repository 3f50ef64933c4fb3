// SPDX-License-Identifier: GPL-2.0-only
/*
 * XP-Pen Deco 01 V3, USB 28bd:0947: turns its eight keys into the buttons of a tablet pad, and
 * corrects the range of the pen's tilt.
 *
 * Without this program, the keys act like a keyboard ("b", "e", Alt, space, Ctrl+S, Ctrl+Z and
 * Ctrl with + and - of the keypad). With it, applications see a tablet pad with the buttons 1 to 8,
 * which can be assigned in the desktop's tablet settings. The pen's tilt is declared as up to 127,
 * but reported as up to 60 degrees.
 *
 * Device facts (the descriptors, what each key sends, range of the tilt) are from the kernel's own
 * program for this device: linux-source-7.3, drivers/hid/bpf/progs/XPPen__Deco01V3.bpf.c.
 */
#include "hid_bpf_tablet.h"

HID_BPF_CONFIG(HID_DEVICE(BUS_USB, HID_GROUP_GENERIC, 0x28bd, 0x0947));

HID_BPF_INFO(device, "XP-Pen Deco 01 V3");
HID_BPF_INFO(problem, "The eight keys send keyboard shortcuts to whichever window has the focus, "
		      "and the tilt of the pen has the wrong range.");
HID_BPF_INFO(effect, "The keys are the buttons of a tablet pad, which can be assigned in the "
		     "desktop's tablet settings, and the range of the tilt is correct.");
HID_BPF_INFO(fixed, "not yet");

/* The sizes of the descriptors distinguish the keys, the pen, and a third interface. */
#define KEYS_RDESC_SIZE 102
#define PEN_RDESC_SIZE 109

/* In the pen's descriptor: minimum and maximum of the tilt along X and along Y, two bytes each. */
#define X_TILT_AT 89
#define Y_TILT_AT 101
static const __u8 wrong_tilt[] = { LogicalMinimum_i8(-127) LogicalMaximum_i8(127) };
static const __u8 tilt[] = { LogicalMinimum_i8(-60) LogicalMaximum_i8(60) };

#define KEYS_REPORT 6
#define FIRST_CODE 2
#define LAST_CODE 7

#define KEYS 8

/* The keyboard usages that the keys send; the third key sends only the modifier Alt. */
static const __u8 key_codes[KEYS] = { 0x05, 0x08, 0, 0x2c, 0x16, 0x1d, 0x57, 0x56 };
#define ALT_BUTTON (1 << 2)
#define ALT (1 << 2)

static const __u8 pad_rdesc[] = { TabletPad(KEYS_REPORT, PadNoDial PadNoDial PadButtons(KEYS)) };

static void correct_tilt(__u8 *range)
{
	if (!__builtin_memcmp(range, wrong_tilt, sizeof(wrong_tilt)))
		__builtin_memcpy(range, tilt, sizeof(tilt));
}

SEC(HID_BPF_RDESC_FIXUP)
int BPF_PROG(describe_tablet, struct hid_bpf_ctx *hctx)
{
	__u8 *rdesc = hid_bpf_get_data(hctx, 0, PEN_RDESC_SIZE);

	if (!rdesc)
		return 0;
	if (hctx->size == KEYS_RDESC_SIZE) {
		__builtin_memcpy(rdesc, pad_rdesc, sizeof(pad_rdesc));
		return sizeof(pad_rdesc);
	}
	if (hctx->size == PEN_RDESC_SIZE) {
		correct_tilt(rdesc + X_TILT_AT);
		correct_tilt(rdesc + Y_TILT_AT);
	}
	return 0;
}

static __u32 button_of(__u8 code)
{
	for (int i = 0; i < KEYS; i++)
		if (code && code == key_codes[i])
			return 1 << i;
	return 0;
}

/* Keys held together share one report, in which each has its code or its modifier. */
SEC(HID_BPF_DEVICE_EVENT)
int BPF_PROG(send_as_pad, struct hid_bpf_ctx *hctx, enum hid_report_type type, __u64 source)
{
	struct tablet_pad_report pad = { .report_id = KEYS_REPORT };
	__u8 *report = hid_bpf_get_data(hctx, 0, sizeof(pad));
	__u32 buttons;

	if (!report || report[0] != KEYS_REPORT)
		return 0;
	buttons = report[1] & ALT ? ALT_BUTTON : 0;
	for (int i = FIRST_CODE; i <= LAST_CODE; i++)
		buttons |= button_of(report[i]);
	pad.buttons = hid_bpf_cpu_to_le32(buttons);
	return tablet_send_pad(report, &pad);
}

HID_BPF_OPS(deco_01_v3) = {
	.hid_device_event = (void *)send_as_pad,
	.hid_rdesc_fixup = (void *)describe_tablet,
};

static bool is_known(const __u8 *rdesc, __u32 size)
{
	return size == KEYS_RDESC_SIZE || size == PEN_RDESC_SIZE;
}

HID_BPF_PROBE(is_known);

char _license[] SEC("license") = "GPL";
