/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Huion's tablets.
 *
 * They have two modes. In firmware mode, the default, one interface reports the pen, and others
 * send keyboard shortcuts for the keys and the dial. In vendor mode, one interface reports
 * everything, and the others are silent. The mode is switched by a USB request that is not part of
 * HID. huion-switcher sends it, and sets the udev property HUION_FIRMWARE_ID of the device.
 *
 * A program describes the interfaces for both modes, because the tablet can be switched at any
 * time. If the property is set, the tablet is in vendor mode. Then the program removes the input
 * devices of the silent interfaces.
 *
 * The firmwares and the reports of vendor mode are from the kernel's own programs for these
 * tablets: linux-source-7.3, drivers/hid/bpf/progs/Huion__*.bpf.c.
 */
#ifndef HUION_H
#define HUION_H

#include "hid_bpf_tablet.h"

/* Set by the loader from the udev property. */
char UDEV_PROP_HUION_FIRMWARE_ID[64];

/* The report of vendor mode. If it is about the pen, TabletPen() describes it. */
#define HUION_REPORT 8
#define HUION_REPORT_SIZE 14
/* The second byte: the buttons of the pen, or what the report is about. */
#define HUION_STATUS 1
#define HUION_PEN_IN_RANGE 0x80
#define HUION_PAD 0x20
#define HUION_DIAL 0xf1
/* In reports about the pad: which dial, the buttons, and which way the dial is turned. */
#define HUION_DIAL_NUMBER 3
#define HUION_BUTTONS 4
#define HUION_TURN 5
#define HUION_TURN_FORWARD 1
#define HUION_TURN_BACK 2

/* The same report of the third generation of Kamvas: the high half of the second byte, the tilt. */
#define HUION_GEN3_KIND 0xf0
#define HUION_GEN3_BUTTONS 0xe0
#define HUION_GEN3_DIAL 0xf0
#define HUION_GEN3_Y_TILT 11

/* The report of firmware mode that keys and dial send: keyboard shortcuts. */
#define HUION_KEYS_REPORT 3
#define HUION_DIAL_UP 0x012e /* Ctrl+= */
#define HUION_DIAL_DOWN 0x012d /* Ctrl+- */

/* Bytes of a report that a program may use. The kernel's buffers are longer. */
#define HUION_ROOM 16

/* The ID of the pad's report that the program makes. */
#define HUION_PAD_REPORT 9

static const __u8 huion_silent_rdesc[] = { FixedSizeVendorReport(64) };

/* Whether the firmware in the udev property begins with these characters, a string constant. */
#define huion_has_firmware(firmware) \
	(!__builtin_memcmp(UDEV_PROP_HUION_FIRMWARE_ID, firmware, sizeof(firmware) - 1))

/* Without a descriptor to replace, returns only the size of the new one. */
static __always_inline int huion_replace(__u8 *rdesc, const __u8 *new_rdesc, int size)
{
	if (rdesc)
		__builtin_memcpy(rdesc, new_rdesc, size);
	return size;
}

/* The interfaces of a tablet, identified by the sizes of their report descriptors. */
#define HUION_VENDOR_INTERFACE(rdesc_size, new_rdesc) \
	case rdesc_size:                              \
		return huion_replace(rdesc, new_rdesc, sizeof(new_rdesc));
#define HUION_FIRMWARE_INTERFACE(rdesc_size, new_rdesc)                            \
	case rdesc_size:                                                           \
		if (!vendor_mode)                                                  \
			return huion_replace(rdesc, new_rdesc, sizeof(new_rdesc)); \
		return huion_replace(rdesc, huion_silent_rdesc, sizeof(huion_silent_rdesc));
#define HUION_UNCHANGED_INTERFACE(rdesc_size) \
	case rdesc_size:                      \
		if (!vendor_mode)             \
			return rdesc_size;    \
		return huion_replace(rdesc, huion_silent_rdesc, sizeof(huion_silent_rdesc));

/*
 * Defines the programs for a tablet: the name of its struct hid_bpf_ops, the prefix of its
 * firmware, its interfaces, and a function that converts reports. That gets the first HUION_ROOM
 * bytes, and returns the new size, or 0 to keep it.
 */
#define HUION_TABLET(name, firmware, convert, interfaces)                            \
	static __always_inline int huion_describe(__u32 size, __u8 *rdesc)           \
	{                                                                            \
		bool vendor_mode = huion_has_firmware(firmware);                     \
                                                                                     \
		switch (size) {                                                      \
			interfaces                                                   \
		}                                                                    \
		return 0;                                                            \
	}                                                                            \
                                                                                     \
	SEC(HID_BPF_RDESC_FIXUP)                                                     \
	int BPF_PROG(describe_interface, struct hid_bpf_ctx *hctx)                   \
	{                                                                            \
		__u8 *rdesc = hid_bpf_get_data(hctx, 0, HID_MAX_DESCRIPTOR_SIZE);    \
                                                                                     \
		return rdesc ? huion_describe(hctx->size, rdesc) : 0;                \
	}                                                                            \
                                                                                     \
	SEC(HID_BPF_DEVICE_EVENT)                                                    \
	int BPF_PROG(convert_report, struct hid_bpf_ctx *hctx)                       \
	{                                                                            \
		__u8 *data = hid_bpf_get_data(hctx, 0, HUION_ROOM);                  \
                                                                                     \
		return data ? convert(data) : 0;                                     \
	}                                                                            \
                                                                                     \
	HID_BPF_OPS(name) = {                                                        \
		.hid_device_event = (void *)convert_report,                          \
		.hid_rdesc_fixup = (void *)describe_interface,                       \
	};                                                                           \
                                                                                     \
	SEC("syscall")                                                               \
	int probe(struct hid_bpf_probe_args *args)                                   \
	{                                                                            \
		args->retval = huion_describe(args->rdesc_size, NULL) ? 0 : -EINVAL; \
		return 0;                                                            \
	}

/* Makes a pad's report of one of vendor mode; with one dial, its number is ignored. */
static inline __maybe_unused int huion_send_pad(__u8 *data, int dials)
{
	struct tablet_pad_report pad = { .report_id = HUION_PAD_REPORT };
	static __u32 buttons;

	if (data[HUION_STATUS] == HUION_DIAL) {
		__s8 turn = data[HUION_TURN] == HUION_TURN_BACK ? -1 : data[HUION_TURN];

		if (dials == 1 || data[HUION_DIAL_NUMBER] == 1)
			pad.dial = turn;
		else
			pad.second_dial = turn;
	} else {
		buttons = data[HUION_BUTTONS] | data[HUION_BUTTONS + 1] << 8 |
			  data[HUION_BUTTONS + 2] << 16;
	}
	pad.buttons = hid_bpf_cpu_to_le32(buttons);
	return tablet_send_pad(data, &pad);
}

/* For tablets with pen and pad: converts reports of vendor mode, if they are about the pad. */
static inline __maybe_unused int huion_convert(__u8 *data, int dials)
{
	if (data[0] != HUION_REPORT || !(data[HUION_STATUS] & HUION_PAD))
		return 0;
	return huion_send_pad(data, dials);
}

/* The third generation of Kamvas: whether a report of vendor mode is about the pen. */
static inline __maybe_unused bool huion_is_gen3_pen(const __u8 *data)
{
	return data[0] == HUION_REPORT &&
	       !(data[HUION_STATUS] & HUION_GEN3_KIND & ~HUION_PEN_IN_RANGE);
}

/*
 * Converts reports of the third generation of Kamvas: inverts the pen's tilt along Y, and makes a
 * pad's report of one about the pad. Only one button at a time is reported reliably. So while one
 * is pressed, others are ignored.
 */
static inline __maybe_unused int huion_convert_gen3(__u8 *data)
{
	struct tablet_pad_report pad = { .report_id = HUION_PAD_REPORT };
	__s8 turn = data[HUION_TURN] == HUION_TURN_FORWARD ? 1 : -1;
	__u8 kind = data[HUION_STATUS] & HUION_GEN3_KIND;
	static __u8 buttons;

	if (huion_is_gen3_pen(data))
		data[HUION_GEN3_Y_TILT] = -data[HUION_GEN3_Y_TILT];
	if (data[0] != HUION_REPORT || (kind != HUION_GEN3_BUTTONS && kind != HUION_GEN3_DIAL))
		return 0;
	if (kind == HUION_GEN3_BUTTONS && (!buttons || !data[HUION_BUTTONS]))
		buttons = data[HUION_BUTTONS];
	if (kind == HUION_GEN3_DIAL && data[HUION_DIAL_NUMBER] == 1)
		pad.dial = turn;
	if (kind == HUION_GEN3_DIAL && data[HUION_DIAL_NUMBER] == 2)
		pad.second_dial = turn;
	pad.buttons = hid_bpf_cpu_to_le32(buttons);
	return tablet_send_pad(data, &pad);
}

/*
 * Makes a pad's report, with PadOneOfButtons(), of a keyboard shortcut: the modifiers in the high
 * byte and the key code in the low one.
 */
static inline __maybe_unused int huion_send_shortcut(__u8 *data, const __u16 *shortcuts, int count)
{
	struct tablet_pad_report pad = { .report_id = HUION_PAD_REPORT };
	__u16 sent = data[1] << 8 | data[2];

	for (int i = 0; i < count; i++)
		if (sent == shortcuts[i])
			pad.buttons = hid_bpf_cpu_to_le32(i + 1);
	if (sent == HUION_DIAL_UP)
		pad.dial = 1;
	if (sent == HUION_DIAL_DOWN)
		pad.dial = -1;
	return tablet_send_pad(data, &pad);
}

#endif /* HUION_H */
