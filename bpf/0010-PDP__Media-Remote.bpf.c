// SPDX-License-Identifier: GPL-2.0-only
/*
 * PDP Universal Media Remote for PlayStation 4, Bluetooth 0e6f:026f: makes Enter and its media keys
 * work.
 *
 * The remote reports most keys as those of a game pad. The others are numbers in a byte that the
 * report descriptor declares as the vendor's, so the kernel ignores them. This program declares the
 * byte as an array of keys.
 *
 * Device facts (the descriptor and all reports) are from a recording in the thread "Trouble parsing
 * HID reports from PDP PS4 remote", December 2021, linux-input@vger.kernel.org,
 * lore.kernel.org/all/CAO-hwJJXjn2mtUe30yvPz4ieZWTrBg1aK85UFbAniaT_schF+Q@mail.gmail.com.
 */
#include "hid_bpf_wrong_items.h"

HID_BPF_CONFIG(HID_DEVICE(BUS_BLUETOOTH, HID_GROUP_GENERIC, 0x0e6f, 0x026f));

HID_BPF_INFO(device, "PDP Universal Media Remote for PlayStation 4");
HID_BPF_INFO(problem, "Enter and the keys for playing, pausing, winding and the tracks do "
		      "nothing.");
HID_BPF_INFO(effect, "These keys work. The others are those of a game pad, as before.");
HID_BPF_INFO(fixed, "not yet");

#define RDESC_SIZE 118

/* Six bytes of the vendor, of which the second is the key, and what follows them. */
#define VENDOR_AT 56
#define REST_AT 67
#define REST_SIZE (RDESC_SIZE - REST_AT)

/* The first and the last number of a key. */
#define ENTER 0x0d
#define PAUSE 0x1a

/* clang-format off */
/* The usages of the numbers, in their order; 0 for those that the remote does not send. */
static const __u8 keys_rdesc[] = {
	UsagePage_Vendor(0xff00)
	Usage_i8(0x21)
	ReportSize(8)
	ReportCount(1)
	Input(Var)
	UsagePage_Consumer
	LogicalMinimum_i8(ENTER)
	LogicalMaximum_i8(PAUSE)
	Usage_Con_MenuPick
	Usage_i8(0)
	Usage_i8(0)
	Usage_i8(0)
	Usage_i8(0)
	Usage_i8(0)
	Usage_i8(0)
	Usage_Con_ScanPreviousTrack
	Usage_Con_ScanNextTrack
	Usage_Con_Play
	Usage_Con_Rewind
	Usage_Con_FastForward
	Usage_i8(0)
	Usage_Con_Pause
	Input(Arr)
	UsagePage_Vendor(0xff00)
	Usage_i8(0x21)
	LogicalMinimum_i8(0)
	LogicalMaximum_i8(1)
	ReportCount(4)
	Input(Var)
};
/* clang-format on */

static bool is_wrong(const __u8 *rdesc, __u32 size)
{
	return size == RDESC_SIZE &&
	       HID_BPF_HAS_ITEMS(rdesc, VENDOR_AT,
				 UsagePage_Vendor(0xff00) Usage_i8(0x21) ReportSize(8)
					 ReportCount(6) Input(Var));
}

SEC(HID_BPF_RDESC_FIXUP)
int BPF_PROG(declare_keys, struct hid_bpf_ctx *hctx)
{
	__u8 *rdesc = hid_bpf_get_data(hctx, 0, VENDOR_AT + sizeof(keys_rdesc) + REST_SIZE);
	__u8 rest[REST_SIZE];

	if (!rdesc || !is_wrong(rdesc, hctx->size))
		return 0;
	__builtin_memcpy(rest, rdesc + REST_AT, sizeof(rest));
	__builtin_memcpy(rdesc + VENDOR_AT, keys_rdesc, sizeof(keys_rdesc));
	__builtin_memcpy(rdesc + VENDOR_AT + sizeof(keys_rdesc), rest, sizeof(rest));
	return VENDOR_AT + sizeof(keys_rdesc) + sizeof(rest);
}

HID_BPF_OPS(media_remote) = {
	.hid_rdesc_fixup = (void *)declare_keys,
};

HID_BPF_PROBE(is_wrong);

char _license[] SEC("license") = "GPL";
