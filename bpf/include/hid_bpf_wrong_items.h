/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * For devices with a few wrong items in their report descriptor. The program names the size of the
 * descriptor, the offset of each wrong item, the item as it is there, and the right one:
 *
 *	HID_BPF_WRONG_ITEMS(186, WRONG_ITEM(16, UsageMaximum_i8(3), UsageMaximum_i8(5)));
 *
 *	HID_BPF_OPS(m50_plus) = {
 *		.hid_rdesc_fixup = (void *)correct_items,
 *	};
 *
 * This defines correct_items() and the probe program. Both do nothing unless the descriptor has
 * that size and all of these items: the size identifies the interface of the device, and a
 * descriptor that new firmware or the kernel has corrected is left alone.
 */
#ifndef HID_BPF_WRONG_ITEMS_H
#define HID_BPF_WRONG_ITEMS_H

#include "hid_bpf_helpers.h"
#include "hid_report_helpers.h"

/* Room for one wrong item, or several successive ones. */
#define HID_BPF_WRONG_BYTES 16

struct hid_bpf_wrong_item {
	__u16 at;
	__u16 size;
	__u8 wrong[HID_BPF_WRONG_BYTES];
	__u8 right[HID_BPF_WRONG_BYTES];
};

/* Both arguments are items of hid_report_helpers.h, and have the same size. */
#define WRONG_ITEM(offset, wrong_items, right_items)                             \
	{                                                                        \
		.at = (offset),                                                  \
		.size = sizeof((__u8[]){ wrong_items }) +                        \
			must_be(sizeof((__u8[]){ wrong_items }) ==               \
					sizeof((__u8[]){ right_items }),         \
				"the wrong and the right items differ in size"), \
		.wrong = { wrong_items }, .right = {                             \
			right_items                                              \
		}                                                                \
	}

#define HID_BPF_WRONG_ITEMS(rdesc_size, ...) \
	HID_BPF_WRONG_ITEMS_IF(size == (rdesc_size), __VA_ARGS__)

/* For devices with several versions: the condition is one on "size", the size of the descriptor. */
#define HID_BPF_WRONG_ITEMS_IF(condition, ...)                                              \
	static const struct hid_bpf_wrong_item wrong_items[] = { __VA_ARGS__ };             \
                                                                                            \
	static __always_inline bool has_wrong_items(const __u8 *rdesc, __u32 size)          \
	{                                                                                   \
		return (condition) &&                                                       \
		       hid_bpf_has_items(rdesc, wrong_items, ARRAY_SIZE(wrong_items));      \
	}                                                                                   \
                                                                                            \
	SEC(HID_BPF_RDESC_FIXUP)                                                            \
	int BPF_PROG(correct_items, struct hid_bpf_ctx *hctx)                               \
	{                                                                                   \
		__u8 *rdesc = hid_bpf_get_data(hctx, 0, HID_MAX_DESCRIPTOR_SIZE);           \
                                                                                            \
		if (rdesc && has_wrong_items(rdesc, hctx->size))                            \
			hid_bpf_correct_items(rdesc, wrong_items, ARRAY_SIZE(wrong_items)); \
		return 0;                                                                   \
	}                                                                                   \
                                                                                            \
	HID_BPF_PROBE(has_wrong_items)

/* Whether the items after the offset are there. For is_wrong() functions. */
#define HID_BPF_HAS_ITEMS(rdesc, offset, ...)                              \
	hid_bpf_has_items(rdesc,                                           \
			  &(const struct hid_bpf_wrong_item){              \
				  .at = (offset),                          \
				  .size = sizeof((__u8[]){ __VA_ARGS__ }), \
				  .wrong = { __VA_ARGS__ },                \
			  },                                               \
			  1)

/* The loops are unrolled: the verifier allows only constant offsets into the probe's argument. */
static __always_inline bool
hid_bpf_has_items(const __u8 *rdesc, const struct hid_bpf_wrong_item *items, unsigned long count)
{
#pragma clang loop unroll(full)
	for (unsigned long i = 0; i < count; i++)
#pragma clang loop unroll(full)
		for (int j = 0; j < HID_BPF_WRONG_BYTES; j++)
			if (j < items[i].size && rdesc[items[i].at + j] != items[i].wrong[j])
				return false;
	return true;
}

static __always_inline void
hid_bpf_correct_items(__u8 *rdesc, const struct hid_bpf_wrong_item *items, unsigned long count)
{
#pragma clang loop unroll(full)
	for (unsigned long i = 0; i < count; i++)
#pragma clang loop unroll(full)
		for (int j = 0; j < HID_BPF_WRONG_BYTES; j++)
			if (j < items[i].size)
				rdesc[items[i].at + j] = items[i].right[j];
}

#endif /* HID_BPF_WRONG_ITEMS_H */
