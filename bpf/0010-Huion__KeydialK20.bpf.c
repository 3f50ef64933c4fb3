// SPDX-License-Identifier: GPL-2.0-only
/*
 * Huion Keydial K20 over USB, 256c:0069: makes its keys, and in vendor mode its dial, those of a
 * tablet pad.
 *
 * Without this program, the keys act like a keyboard, and the dial does nothing. In vendor mode,
 * nothing works at all. With it, applications see a tablet pad with a dial and nineteen buttons, of
 * which the last one is that in the dial. In firmware mode, what the dial reports is not reliable.
 * This program ignores it.
 *
 * Device facts (descriptors, firmware, what the keys send) are from the kernel's own program for
 * it: linux-source-7.3, drivers/hid/bpf/progs/Huion__KeydialK20.bpf.c.
 */
#include "huion.h"
#include "huion_k20.h"

HID_BPF_CONFIG(HID_DEVICE(BUS_USB, HID_GROUP_GENERIC, 0x256c, 0x0069));

HID_BPF_INFO(device, "Huion Keydial K20 over USB");
HID_BPF_INFO(problem, "The keys send keyboard shortcuts, and the dial does nothing. In vendor "
		      "mode nothing works.");
HID_BPF_INFO(effect, "Keys and dial are the nineteen buttons and the dial of a tablet pad.");
HID_BPF_INFO(note, "The dial works only in vendor mode, which huion-switcher enables.");
HID_BPF_INFO(fixed, "not yet");

/* A keyboard report: the modifiers and six key codes. */
#define FIRST_CODE 2
#define CODES 6

/* clang-format off */
static const __u8 pad_rdesc[] = {
	TabletPad(HUION_PAD_REPORT, PadDial PadNoDial PadManyButtons(K20_BUTTONS))
	FixedSizeVendorReport(HUION_REPORT_SIZE)
};
/* clang-format on */

static int convert(__u8 *data)
{
	struct tablet_pad_report pad = { .report_id = HUION_PAD_REPORT };

	if (data[0] == HUION_REPORT)
		return huion_send_pad(data, 1);
	if (data[0] != HUION_KEYS_REPORT)
		return 0;
	pad.buttons = hid_bpf_cpu_to_le32(k20_buttons(data[1], data + FIRST_CODE, CODES));
	return tablet_send_pad(data, &pad);
}

HUION_TABLET(keydial_k20, "HUION_T21h_", convert,
	     HUION_VENDOR_INTERFACE(18, pad_rdesc) HUION_FIRMWARE_INTERFACE(135, pad_rdesc)
		     HUION_UNCHANGED_INTERFACE(108));

char _license[] SEC("license") = "GPL";
