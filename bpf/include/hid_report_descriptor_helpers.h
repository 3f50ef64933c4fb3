/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * A parsed report descriptor, as a loader passes it to a program.
 *
 * A program requests it with a global variable, which the loader sets before loading the program:
 *
 *	struct hid_rdesc_descriptor HID_REPORT_DESCRIPTOR;
 *
 * The layout is udev-hid-bpf's: everything packed, unused room zero.
 */
#ifndef HID_REPORT_DESCRIPTOR_HELPERS_H
#define HID_REPORT_DESCRIPTOR_HELPERS_H

#include "vmlinux.h"

#ifndef __packed
#define __packed __attribute__((packed))
#endif

#ifndef __maybe_unused
#define __maybe_unused __attribute__((unused))
#endif

/* Maximum number of reports of one kind, fields of a report, and collections around a field. */
#define HID_MAX_REPORTS 16
#define HID_MAX_FIELDS 64
#define HID_MAX_COLLECTIONS 32

struct hid_rdesc_collection {
	__u16 usage_page;
	__u16 usage_id;
	__u8 collection_type;
} __packed;

enum hid_rdesc_field_type {
	HID_FIELD_VARIABLE,
	HID_FIELD_ARRAY,
	HID_FIELD_CONSTANT,
};

/**
 * struct hid_rdesc_field - one field of a report
 * @field_type: enum hid_rdesc_field_type
 * @num_collections: number of entries used in @collections
 * @bits_start: first bit of the field, counted from the first byte of the report, which is the
 *	report ID if it has one
 * @bits_end: the bit after the last one
 * @usage_page: usage page of the usages
 * @usage_id: usage of a variable field
 * @usage_minimum: first usage of an array
 * @usage_maximum: last usage of an array
 * @logical_minimum: smallest value
 * @logical_maximum: largest value
 * @flags: flags of the input, output or feature item
 * @collections: the collections around the field, the outermost first
 */
struct hid_rdesc_field {
	__u8 field_type;
	__u8 num_collections;
	__u16 bits_start;
	__u16 bits_end;
	__u16 usage_page;
	union {
		__u16 usage_id;
		struct __packed {
			__u16 usage_minimum;
			__u16 usage_maximum;
		};
	};
	__s32 logical_minimum;
	__s32 logical_maximum;
	struct {
		__u8 is_relative : 1;
		__u8 wraps : 1;
		__u8 is_nonlinear : 1;
		__u8 has_no_preferred_state : 1;
		__u8 has_null_state : 1;
		__u8 is_volatile : 1;
		__u8 is_buffered_bytes : 1;
		__u8 reserved : 1;
	} flags;
	struct hid_rdesc_collection collections[HID_MAX_COLLECTIONS];
} __packed;

/* One report; its report ID is 0 if the device does not use report IDs. */
struct hid_rdesc_report {
	__u8 report_id;
	__u16 size_in_bits;
	__u8 num_fields;
	struct hid_rdesc_field fields[HID_MAX_FIELDS];
} __packed;

struct hid_rdesc_descriptor {
	__u8 num_input_reports;
	__u8 num_output_reports;
	__u8 num_feature_reports;
	struct hid_rdesc_report input_reports[HID_MAX_REPORTS];
	struct hid_rdesc_report output_reports[HID_MAX_REPORTS];
	struct hid_rdesc_report feature_reports[HID_MAX_REPORTS];
} __packed;

#endif /* HID_REPORT_DESCRIPTOR_HELPERS_H */
