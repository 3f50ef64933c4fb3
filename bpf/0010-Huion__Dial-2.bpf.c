// SPDX-License-Identifier: GPL-2.0-only
/*
 * Huion Inspiroy Dial 2, USB 256c:0060: makes its keys and dials those of a tablet pad, and
 * describes the pen's size and its second button.
 *
 * Without this program, the keys act like a keyboard ("b", "e", "i", Ctrl+S, space, Ctrl+Alt+Z),
 * and the dials do nothing. In vendor mode, nothing works at all. With it, everything works in
 * both modes, except that firmware mode does not tell the two dials from each other.
 *
 * Device facts (descriptors, firmware, what keys and dials send, ranges) are from the kernel's own
 * program for this tablet: linux-source-7.3, drivers/hid/bpf/progs/Huion__Dial-2.bpf.c.
 */
#include "huion.h"

HID_BPF_CONFIG(HID_DEVICE(BUS_USB, HID_GROUP_GENERIC, 0x256c, 0x0060));

HID_BPF_INFO(device, "Huion Inspiroy Dial 2");
HID_BPF_INFO(problem, "The keys send keyboard shortcuts, the dials do nothing, the pen's second "
		      "button acts as an eraser, and the size is unknown. In vendor mode nothing "
		      "works.");
HID_BPF_INFO(effect, "Keys and dials are those of a tablet pad, the pen has two buttons, and the "
		     "size is correct, in both modes.");
HID_BPF_INFO(note, "Only vendor mode, which huion-switcher enables, tells the two dials from each"
		   " other.");
HID_BPF_INFO(fixed, "not yet");

/* The reports of firmware mode, besides that of the keys: both dials and their button; the pen. */
#define DIAL_REPORT 17
#define PEN_REPORT 10

/* What each key sends from the third byte on, even modifiers as key codes. */
static const __u32 keys[] = { 0x050000, 0x080000, 0x0c0000, 0xe01600, 0x2c0000, 0xe0e21d };
#define DIAL_BUTTON (1 << 6)

/* clang-format off */
static const __u8 pen_rdesc[] = {
	TabletPen(PEN_REPORT,
		PenTwoButtons
		PenX(16, 32767, 2660)
		PenY(16, 32767, 1660)
		PenPressure(8191)
		PenTilt(60)
	)
};

static const __u8 pad_rdesc[] = {
	TabletPad(HUION_PAD_REPORT, PadDial PadNoDial PadButtons(8))
};

static const __u8 vendor_rdesc[] = {
	TabletPen(HUION_REPORT,
		PenTwoButtons
		PenX(16, 53340, 2660)
		PenY(16, 33340, 1660)
		PenPressure(8191)
		PenGap(2)
		PenTilt(60)
	)
	TabletPad(HUION_PAD_REPORT, PadDial PadSecondDial PadButtons(8))
	FixedSizeVendorReport(HUION_REPORT_SIZE)
};
/* clang-format on */

static __u32 key_of(const __u8 *codes)
{
	__u32 sent = codes[0] << 16 | codes[1] << 8 | codes[2];

	for (int i = 0; i < (int)ARRAY_SIZE(keys); i++)
		if (sent == keys[i])
			return 1 << i;
	return 0;
}

static int convert(__u8 *data)
{
	struct tablet_pad_report pad = { .report_id = HUION_PAD_REPORT };
	static __u32 buttons;

	if (data[0] == HUION_KEYS_REPORT) {
		buttons = (buttons & DIAL_BUTTON) | key_of(data + 2);
	} else if (data[0] == DIAL_REPORT) {
		buttons &= ~DIAL_BUTTON;
		if (data[1])
			buttons |= DIAL_BUTTON;
		pad.dial = data[2];
	} else {
		return huion_convert(data, 2);
	}
	pad.buttons = hid_bpf_cpu_to_le32(buttons);
	return tablet_send_pad(data, &pad);
}

HUION_TABLET(dial_2, "HUION_T216_", convert,
	     HUION_VENDOR_INTERFACE(18, vendor_rdesc) HUION_FIRMWARE_INTERFACE(93, pen_rdesc)
		     HUION_FIRMWARE_INTERFACE(148, pad_rdesc));

char _license[] SEC("license") = "GPL";
