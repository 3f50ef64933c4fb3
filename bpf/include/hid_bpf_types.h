/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The kernel's types that HID-BPF programs use, where no vmlinux.h made by bpftool has them. For
 * hid_bpf.h and vmlinux.h.
 */
#ifndef HID_BPF_TYPES_H
#define HID_BPF_TYPES_H

/* <linux/bpf.h> may have these types, depending on its version: rename its definitions. */
#define bpf_wq bpf_wq__uapi
#define bpf_iter_num bpf_iter_num__uapi
#include <linux/bpf.h>
#undef bpf_iter_num
#undef bpf_wq

/* The kernel's number iterator, used by bpf_for(). */
struct bpf_iter_num {
	__u64 opaque[1];
} __attribute__((aligned(8)));

enum hid_report_type {
	HID_INPUT_REPORT = 0,
	HID_OUTPUT_REPORT = 1,
	HID_FEATURE_REPORT = 2,
};

enum hid_class_request {
	HID_REQ_GET_REPORT = 0x01,
	HID_REQ_GET_IDLE = 0x02,
	HID_REQ_GET_PROTOCOL = 0x03,
	HID_REQ_SET_REPORT = 0x09,
	HID_REQ_SET_IDLE = 0x0a,
	HID_REQ_SET_PROTOCOL = 0x0b,
};

#pragma clang attribute push(__attribute__((preserve_access_index)), apply_to = record)

/**
 * struct hid_device - a device; only the members that programs use
 * @bus: bus type, BUS_*
 * @group: device group, found from the report descriptor, HID_GROUP_*
 * @vendor: vendor ID
 * @product: product ID
 * @version: version of the device
 * @name: name, shown to users and by evdev; a program may write all but the last byte
 * @phys: physical path; a program may write all but the last byte
 * @uniq: serial number; a program may write all but the last byte
 * @id: the device's ID in this system: the hexadecimal number after the dot in its name in
 *	/sys/bus/hid/devices
 *
 * All members can be read; only name, phys and uniq can be written.
 */
struct hid_device {
	__u16 bus;
	__u16 group;
	__u32 vendor;
	__u32 product;
	__u32 version;
	char name[128];
	char phys[64];
	char uniq[64];
	unsigned int id;
};

/**
 * struct hid_bpf_ctx - the context that a program is called with
 * @hid: the device
 * @allocated_size: number of bytes that hid_bpf_get_data() can give access to
 * @size: number of valid bytes: the length of the report or of the descriptor
 * @retval: another name of @size, used by older programs
 *
 * @size and @retval may be written, @hid and @allocated_size may not.
 */
struct hid_bpf_ctx {
	struct hid_device *hid;
	__u32 allocated_size;
	union {
		__s32 retval;
		__s32 size;
	};
};

#pragma clang attribute pop

struct list_head {
	struct list_head *next, *prev;
};

/**
 * struct hid_bpf_ops - a set of programs for one device; goes into SEC(".struct_ops.link")
 * @hid_id: the device's ID, see &hid_device.id; set by the loader before loading
 * @flags: 0 or BPF_F_BEFORE
 * @list: private to the kernel
 * @hid_device_event: runs for each report from the device, before the kernel processes it; must not
 *	sleep. Returns 0 to keep the size, a positive number to set a new size, or a negative error
 *	to drop the report
 * @hid_rdesc_fixup: runs before the report descriptor is parsed, on a copy that it may change.
 *	Returns 0 to keep the size, a positive number to set a new size, or a negative error to
 *	use the original descriptor. Only one set of programs per device may have it
 * @hid_hw_request: runs for each class request, such as GET_REPORT or SET_REPORT, before it is sent
 *	to the device. Returns 0 to pass it on, a positive number to answer with that many bytes in
 *	place of the device, or a negative error to refuse it
 * @hid_hw_output_report: the same for output reports; a positive number is the number of bytes sent
 * @hdev: private to the kernel
 *
 * The argument source is 0 if the kernel itself sent a report or request. Otherwise it
 * distinguishes senders: for hidraw, each open file has its own value.
 */
struct hid_bpf_ops {
	int hid_id;
	__u32 flags;
	struct list_head list;
	int (*hid_device_event)(struct hid_bpf_ctx *ctx, enum hid_report_type report_type,
				__u64 source);
	int (*hid_rdesc_fixup)(struct hid_bpf_ctx *ctx);
	int (*hid_hw_request)(struct hid_bpf_ctx *ctx, unsigned char reportnum,
			      enum hid_report_type rtype, enum hid_class_request reqtype,
			      __u64 source);
	int (*hid_hw_output_report)(struct hid_bpf_ctx *ctx, __u64 source);
	struct hid_device *hdev;
};

#endif /* HID_BPF_TYPES_H */
