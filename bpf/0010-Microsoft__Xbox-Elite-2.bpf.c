// SPDX-License-Identifier: GPL-2.0-only
/*
 * Xbox Elite Wireless Controller Series 2 over Bluetooth, 045e:0b22: makes its four paddles work.
 *
 * The report descriptor declares the paddles as one number of four bits with the usage "Assign
 * Selection" of a consumer control. The kernel makes it KEY_UNKNOWN, which games ignore. This
 * program declares four buttons of a game pad in its place, 21 to 24: the kernel makes them
 * BTN_TRIGGER_HAPPY5 to 8, which the paddles are over USB as well.
 *
 * Device facts: the problem, the position of the number and the buttons to use are from the
 * kernel's own program for this controller, linux-source-7.3,
 * drivers/hid/bpf/progs/Microsoft__Xbox-Elite-2.bpf.c; the descriptor is from a recording in the
 * thread "Suspected bug in hid-microsoft.c" (January 2024) on linux-input@vger.kernel.org.
 */
#include "hid_bpf_wrong_items.h"

HID_BPF_CONFIG(HID_DEVICE(BUS_BLUETOOTH, HID_GROUP_GENERIC, 0x045e, 0x0b22));

HID_BPF_INFO(device, "Xbox Elite Wireless Controller Series 2");
HID_BPF_INFO(problem, "Over Bluetooth the four paddles send a key that games ignore.");
HID_BPF_INFO(effect, "The paddles are the same buttons as over USB.");
HID_BPF_INFO(fixed, "not yet");

#define RDESC_SIZE 464

/*
 * In the collection of the consumer control: four bits of padding, and the paddles. Four more bits
 * of padding and the end of that collection follow.
 */
#define PADDLES_AT 225
#define PADDLES_SIZE 24

/* The usage of the paddles: a prefix byte and two bytes of data. */
#define USAGE_AT 235
#define USAGE 0x0a
#define ASSIGN_SELECTION 0x81

/* clang-format off */
/* Ends the consumer control and begins a game pad, which ends in its place. */
static const __u8 paddles_as_buttons[] = {
	ReportSize(1)
	ReportCount(4)
	Input(Const|Var)
	0xc0, /* end collection */
	UsagePage_GenericDesktop
	Usage_GD_Gamepad
	0xa1, 0x01, /* collection: application */
	UsagePage_Button
	UsageMinimum_i8(21)
	UsageMaximum_i8(24)
	/* Two bytes where one suffices, so that the size is the same. */
	LogicalMaximum_i16(1)
	Input(Var)
};
/* clang-format on */

_Static_assert(sizeof(paddles_as_buttons) == PADDLES_SIZE, "size of the descriptor");

static bool is_wrong(const __u8 *rdesc, __u32 size)
{
	const __u8 *usage = rdesc + USAGE_AT;

	return size == RDESC_SIZE && usage[0] == USAGE && usage[1] == ASSIGN_SELECTION && !usage[2];
}

SEC(HID_BPF_RDESC_FIXUP)
int BPF_PROG(declare_paddles, struct hid_bpf_ctx *hctx)
{
	__u8 *rdesc = hid_bpf_get_data(hctx, 0, RDESC_SIZE);

	if (rdesc && is_wrong(rdesc, hctx->size))
		__builtin_memcpy(rdesc + PADDLES_AT, paddles_as_buttons, PADDLES_SIZE);
	return 0;
}

HID_BPF_OPS(xbox_elite_2) = {
	.hid_rdesc_fixup = (void *)declare_paddles,
};

HID_BPF_PROBE(is_wrong);

char _license[] SEC("license") = "GPL";
