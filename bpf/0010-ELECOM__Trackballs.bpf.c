// SPDX-License-Identifier: GPL-2.0-only
/*
 * ELECOM trackballs M-XT3DRBK and M-XT4DRBK, USB 056e:018c and 056e:018e, M-DT2DRBK, 056e:018d, and
 * M-HT1DRBK, 056e:019b: makes all of their buttons work.
 *
 * The EX-G trackballs (M-XT) have six buttons, the DEFT (M-DT) and the HUGE (M-HT) eight. Their
 * report descriptors declare only five.
 *
 * Device facts: the descriptor of the M-XT3DRBK is from "HID: Elecom: Add support for ELECOM
 * M-XT3DRBK (018C)", lore.kernel.org/all/20251207024318.14666-2-mail@lynthium.com. Of the others
 * only the positions of the items are known, from the kernel's driver, linux-source-7.3,
 * drivers/hid/hid-elecom.c; the numbers of buttons are also in
 * lore.kernel.org/all/20250802134542.21692-1-martin.hilgendorf@posteo.de (M-DT2DRBK) and
 * lore.kernel.org/all/20250629214830.30220-1-leonard@snekbyte.com (M-HT1DRBK). Linux 6.12 and 6.1
 * have that driver without these trackballs.
 */
#include "hid_bpf_wrong_items.h"

HID_BPF_CONFIG(HID_DEVICE(BUS_USB, HID_GROUP_GENERIC, 0x056e, 0x018c),
	       HID_DEVICE(BUS_USB, HID_GROUP_GENERIC, 0x056e, 0x018d),
	       HID_DEVICE(BUS_USB, HID_GROUP_GENERIC, 0x056e, 0x018e),
	       HID_DEVICE(BUS_USB, HID_GROUP_GENERIC, 0x056e, 0x019b));

HID_BPF_INFO(device, "ELECOM EX-G M-XT3DRBK");
HID_BPF_INFO(device, "ELECOM DEFT M-DT2DRBK");
HID_BPF_INFO(device, "ELECOM EX-G M-XT4DRBK");
HID_BPF_INFO(device, "ELECOM HUGE M-HT1DRBK");
HID_BPF_INFO(problem, "Only five of the six (EX-G) or eight buttons work.");
HID_BPF_INFO(effect, "All buttons work.");
HID_BPF_INFO(note, "Older trackballs of these names have other IDs and work without it.");
HID_BPF_INFO(fixed, "7.3 or earlier, with the driver hid-elecom");

#define DECLARED 5
#define BUTTONS_OF_EX_G 6
#define BUTTONS_OF_OTHERS 8

/* The last items that are changed end here. */
#define RDESC_MIN 32

/* The items of the buttons: prefixes of one-byte items and where they are. */
#define USAGE_MAXIMUM 0x29
#define REPORT_COUNT 0x95
#define REPORT_SIZE 0x75
#define PADDING_AT 30

/* The usages come first, or the report's fields do. */
enum layout { UNKNOWN, USAGES_FIRST, FIELDS_FIRST };

static __always_inline enum layout layout_of(const __u8 *rdesc, __u32 size)
{
	if (size < RDESC_MIN || rdesc[PADDING_AT] != REPORT_SIZE)
		return UNKNOWN;
	if (rdesc[16] == USAGE_MAXIMUM && rdesc[17] == DECLARED && rdesc[22] == REPORT_COUNT &&
	    rdesc[24] == REPORT_SIZE && rdesc[25] == 1)
		return USAGES_FIRST;
	if (rdesc[12] == REPORT_COUNT && rdesc[14] == REPORT_SIZE && rdesc[15] == 1 &&
	    rdesc[20] == USAGE_MAXIMUM && rdesc[21] == DECLARED)
		return FIELDS_FIRST;
	return UNKNOWN;
}

static bool is_wrong(const __u8 *rdesc, __u32 size)
{
	return layout_of(rdesc, size) != UNKNOWN;
}

static __u8 buttons_of(struct hid_bpf_ctx *hctx)
{
	return hctx->hid->product == 0x018c || hctx->hid->product == 0x018e ? BUTTONS_OF_EX_G :
									      BUTTONS_OF_OTHERS;
}

SEC(HID_BPF_RDESC_FIXUP)
int BPF_PROG(declare_buttons, struct hid_bpf_ctx *hctx)
{
	__u8 *rdesc = hid_bpf_get_data(hctx, 0, RDESC_MIN);
	__u8 buttons = buttons_of(hctx);
	enum layout layout;

	if (!rdesc)
		return 0;
	layout = layout_of(rdesc, hctx->size);
	if (layout == UNKNOWN)
		return 0;
	rdesc[layout == USAGES_FIRST ? 17 : 21] = buttons;
	rdesc[layout == USAGES_FIRST ? 23 : 13] = buttons;
	rdesc[PADDING_AT + 1] = 8 - buttons;
	return 0;
}

HID_BPF_OPS(elecom_trackballs) = {
	.hid_rdesc_fixup = (void *)declare_buttons,
};

HID_BPF_PROBE(is_wrong);

char _license[] SEC("license") = "GPL";
