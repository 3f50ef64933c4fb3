/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What a HID-BPF program needs to know: the types and functions of the kernel's HID-BPF interface.
 *
 * Build with clang 14 or newer: clang -g -O2 --target=bpf -c fix.bpf.c -o fix.bpf.o. No vmlinux.h
 * is needed: struct members are found by name in the running kernel when the program is loaded.
 *
 * A program is a function in a struct_ops section, and a struct hid_bpf_ops that names it:
 *
 *	SEC("struct_ops/hid_device_event")
 *	int BPF_PROG(swap, struct hid_bpf_ctx *hctx, enum hid_report_type type, __u64 source)
 *	{
 *		__u8 *data = hid_bpf_get_data(hctx, 0, 3);
 *
 *		if (data)
 *			data[1] = -data[1];
 *		return 0;
 *	}
 *
 *	SEC(".struct_ops.link")
 *	struct hid_bpf_ops fix = {
 *		.hid_device_event = (void *)swap,
 *	};
 *
 *	char _license[] SEC("license") = "GPL";
 *
 * A hook that may sleep uses the section "struct_ops.s/..."; hid_device_event may not.
 */
#ifndef HID_BPF_H
#define HID_BPF_H

/* A vmlinux.h that bpftool made, included before, has all types of the kernel. */
#ifndef __VMLINUX_H__
/* The C library's <linux/bpf.h> may or may not have these types: keep one spelling out of the way. */
#define bpf_wq bpf_wq__uapi
#define bpf_iter_num bpf_iter_num__uapi
#include <linux/bpf.h>
#undef bpf_iter_num
#undef bpf_wq

/* The kernel's iterator over numbers, which bpf_for() is made of. */
struct bpf_iter_num {
	__u64 opaque[1];
} __attribute__((aligned(8)));
#endif

#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>

/* hid_bpf_ops.flags: run before the programs that are attached already, instead of after them. */
#ifndef BPF_F_BEFORE
#define BPF_F_BEFORE (1U << 3)
#endif

/* Most programs one device can have. */
#define HID_BPF_MAX_PROGS_PER_DEV 64

/* Room for a report descriptor in hid_rdesc_fixup, in bytes. */
#define HID_MAX_DESCRIPTOR_SIZE 4096

/* The sections of the hooks, and that of their struct hid_bpf_ops. */
#define HID_BPF_DEVICE_EVENT "struct_ops/hid_device_event"
#define HID_BPF_RDESC_FIXUP "struct_ops/hid_rdesc_fixup"
#define HID_BPF_HW_REQUEST "struct_ops/hid_hw_request"
#define HID_BPF_HW_OUTPUT_REPORT "struct_ops/hid_hw_output_report"
#define HID_BPF_OPS(ops) SEC(".struct_ops.link") struct hid_bpf_ops ops

/* Gives a device another name: a string constant, shorter than the room for it. */
#define hid_set_name(hdev, new_name) __builtin_memcpy((hdev)->name, new_name, sizeof(new_name))

#ifndef __VMLINUX_H__

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
 * struct hid_device - the device a program works for, as far as programs use it
 * @bus: bus type, BUS_USB and so on
 * @group: what the device was recognised as from its report descriptor, HID_GROUP_*
 * @vendor: vendor id
 * @product: product id
 * @version: version of the device
 * @name: name, shown to users and by evdev; a program may write all but the last byte
 * @phys: physical path; a program may write all but the last byte
 * @uniq: serial number; a program may write all but the last byte
 * @id: number of the device in this system: the hexadecimal number after the dot of its name in
 *	/sys/bus/hid/devices
 *
 * Everything is readable, only name, phys and uniq can be written.
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
 * struct hid_bpf_ctx - what a program is called with
 * @hid: the device
 * @allocated_size: bytes hid_bpf_get_data() can give access to
 * @size: valid bytes: the length of the report or of the descriptor
 * @retval: the same storage as @size, for programs that were written with that name
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
 * @hid_id: id of the device, see &hid_device.id; the loader fills it in before loading
 * @flags: 0 or BPF_F_BEFORE
 * @list: private to the kernel
 * @hid_device_event: runs for each report the device sends, before the kernel looks at it; may not
 *	sleep. Returns 0 to go on with the size unchanged, a positive number to make that the new
 *	size, a negative error to drop the report
 * @hid_rdesc_fixup: runs when the device's report descriptor is read, with a copy of it to change
 *	in place. Returns 0 to keep the size, the new size, or a negative error to leave the
 *	original descriptor. Only one set of programs per device may have it
 * @hid_hw_request: runs for each GET_REPORT, SET_REPORT and the like on its way to the device.
 *	Returns 0 to pass it on, a positive number to answer it in the device's place with that many
 *	bytes, a negative error to refuse it
 * @hid_hw_output_report: the same for output reports; a positive number counts the bytes written
 * @hdev: private to the kernel
 *
 * @source is 0 when the kernel itself sent a report or request, otherwise it tells senders apart
 * (for hidraw, one value for each open file).
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

#endif /* __VMLINUX_H__ */

/**
 * struct hid_bpf_probe_args - argument of the program SEC("syscall") int probe(...)
 * @hid: id of the device the object is about to be attached to
 * @rdesc_size: length of its report descriptor
 * @rdesc: the descriptor
 * @retval: the program's answer: 0 to be attached, anything else to be left off this device
 */
struct hid_bpf_probe_args {
	unsigned int hid;
	unsigned int rdesc_size;
	unsigned char rdesc[HID_MAX_DESCRIPTOR_SIZE];
	int retval;
};

/*
 * Functions of the kernel. Those marked "sleepable" cannot be called from hid_device_event, only
 * from "struct_ops.s/..." and "syscall" programs and from bpf_wq callbacks.
 */

/**
 * hid_bpf_get_data() - get at the report, request or descriptor a program was called with
 * @ctx: the program's context
 * @offset: first byte wanted
 * @sz: number of bytes wanted, a constant
 *
 * Not for syscall programs. Returns NULL if the bytes reach beyond &hid_bpf_ctx.allocated_size.
 */
extern __u8 *hid_bpf_get_data(struct hid_bpf_ctx *ctx, unsigned int offset,
			      const unsigned long sz) __ksym;

/**
 * hid_bpf_allocate_context() - get a context for a device, to call the functions below with
 * @hid_id: id of the device
 *
 * Sleepable. Returns NULL if there is no such device. Give it back by hid_bpf_release_context().
 */
extern struct hid_bpf_ctx *hid_bpf_allocate_context(unsigned int hid_id) __ksym;

/**
 * hid_bpf_release_context() - give back a context
 * @ctx: what hid_bpf_allocate_context() returned
 *
 * Sleepable.
 */
extern void hid_bpf_release_context(struct hid_bpf_ctx *ctx) __ksym;

/**
 * hid_bpf_hw_request() - send a request to the device and wait for its answer
 * @ctx: context of the program or an allocated one
 * @data: the report, beginning with its number (0 if the device does not number its reports); the
 *	answer to HID_REQ_GET_REPORT is stored here
 * @buf__sz: bytes in @data; no more than the report has are used
 * @type: kind of report
 * @reqtype: the request
 *
 * Sleepable. Returns the number of bytes transferred, -EINVAL for a report the device does not
 * have, -EDEADLOCK if called by a program that runs because of another program's call, or the
 * device's error.
 */
extern int hid_bpf_hw_request(struct hid_bpf_ctx *ctx, __u8 *data, unsigned long buf__sz,
			      enum hid_report_type type, enum hid_class_request reqtype) __ksym;

/**
 * hid_bpf_hw_output_report() - send an output report to the device
 * @ctx: context of the program or an allocated one
 * @data: the report, beginning with its number (0 if the device does not number its reports)
 * @buf__sz: bytes in @data; no more than the report has are used
 *
 * Sleepable. Returns the number of bytes sent or an error as hid_bpf_hw_request() does.
 */
extern int hid_bpf_hw_output_report(struct hid_bpf_ctx *ctx, __u8 *data,
				    unsigned long buf__sz) __weak __ksym;

/**
 * hid_bpf_input_report() - let the kernel process a report as if the device had sent it
 * @ctx: context of the program or an allocated one
 * @type: kind of report
 * @data: the report
 * @buf__sz: bytes in @data; no more than the report has are used
 *
 * Sleepable: waits for other reports of the device to be processed. Returns 0 or an error as
 * hid_bpf_hw_request() does.
 */
extern int hid_bpf_input_report(struct hid_bpf_ctx *ctx, enum hid_report_type type, __u8 *data,
				unsigned long buf__sz) __weak __ksym;

/**
 * hid_bpf_try_input_report() - hid_bpf_input_report() that does not wait
 * @ctx: context of the program
 * @type: kind of report
 * @data: the report
 * @buf__sz: bytes in @data; no more than the report has are used
 *
 * Not for syscall programs. Returns -EBUSY if another report of the device is being processed,
 * other than the one the program was called for.
 */
extern int hid_bpf_try_input_report(struct hid_bpf_ctx *ctx, enum hid_report_type type, __u8 *data,
				    unsigned long buf__sz) __weak __ksym;

#endif /* HID_BPF_H */
