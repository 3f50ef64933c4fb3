// SPDX-License-Identifier: GPL-2.0-only
/*
 * Kinesis Freestyle2 for Mac (KB800HM), USB 058f:9410: makes its media keys work.
 *
 * The report descriptor declares the codes of the media keys up to 0x23c, but not the range of
 * their values. That of the keys before them is valid, 0 to 1, and the kernel ignores all others.
 *
 * Device facts (the descriptor, its error and a report) are from
 * github.com/bensallen/kinesis-freestyle2-mac-hid-bpf. The kernel's driver for the Maltron L90,
 * which has the same IDs, does not correct it.
 */
#include "hid_bpf_wrong_items.h"

HID_BPF_CONFIG(HID_DEVICE(BUS_USB, HID_GROUP_GENERIC, 0x058f, 0x9410));

HID_BPF_INFO(device, "Kinesis Freestyle2 for Mac");
HID_BPF_INFO(problem, "The media keys do nothing.");
HID_BPF_INFO(effect, "The media keys work.");
HID_BPF_INFO(fixed, "not yet");

/* The interface of the media keys; that of the keyboard has 65 bytes. */
#define RDESC_SIZE 53

/* Where the collection of the media keys continues after its report ID. */
#define MEDIA_KEYS_AT 41
#define LAST_KEY 0x23c

/* clang-format off */
static const __u8 media_keys[] = {
	LogicalMinimum_i8(0)
	LogicalMaximum_i16(LAST_KEY)
	ReportCount(1)
	ReportSize(16)
	UsageMinimum_i8(0)
	UsageMaximum_i16(LAST_KEY)
	Input(Arr)
	0xc0, /* end collection */
};
/* clang-format on */

static bool is_wrong(const __u8 *rdesc, __u32 size)
{
	return size == RDESC_SIZE && HID_BPF_HAS_ITEMS(rdesc, MEDIA_KEYS_AT - 2,
						       ReportId(3) ReportCount(1) ReportSize(16));
}

SEC(HID_BPF_RDESC_FIXUP)
int BPF_PROG(describe_media_keys, struct hid_bpf_ctx *hctx)
{
	__u8 *rdesc = hid_bpf_get_data(hctx, 0, MEDIA_KEYS_AT + sizeof(media_keys));

	if (!rdesc || !is_wrong(rdesc, hctx->size))
		return 0;
	__builtin_memcpy(rdesc + MEDIA_KEYS_AT, media_keys, sizeof(media_keys));
	return MEDIA_KEYS_AT + sizeof(media_keys);
}

HID_BPF_OPS(freestyle2_mac) = {
	.hid_rdesc_fixup = (void *)describe_media_keys,
};

HID_BPF_PROBE(is_wrong);

char _license[] SEC("license") = "GPL";
