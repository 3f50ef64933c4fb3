/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The kernel's HID-BPF interface: types and functions for HID-BPF programs.
 *
 * Build with clang 14 or newer: clang -g -O2 --target=bpf -c fix.bpf.c -o fix.bpf.o. No vmlinux.h
 * is needed: struct members are found by name in the running kernel when the program is loaded.
 *
 * A program is a function in a struct_ops section, referred to by a struct hid_bpf_ops:
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
 * A program that sleeps uses the section "struct_ops.s/..."; hid_device_event must not sleep.
 */
#ifndef HID_BPF_H
#define HID_BPF_H

/* A vmlinux.h made by bpftool, if included before, has all types of the kernel. */
#ifndef __VMLINUX_H__
#include "hid_bpf_types.h"
#endif

#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>

/* hid_bpf_ops.flags: run before the programs that are already attached, instead of after them. */
#ifndef BPF_F_BEFORE
#define BPF_F_BEFORE (1U << 3)
#endif

/* Maximum number of programs for one device. */
#define HID_BPF_MAX_PROGS_PER_DEV 64

/* Room for a report descriptor in hid_rdesc_fixup, in bytes. */
#define HID_MAX_DESCRIPTOR_SIZE 4096

/* The sections of programs, by hook, and that of their struct hid_bpf_ops. */
#define HID_BPF_DEVICE_EVENT "struct_ops/hid_device_event"
#define HID_BPF_RDESC_FIXUP "struct_ops/hid_rdesc_fixup"
#define HID_BPF_HW_REQUEST "struct_ops/hid_hw_request"
#define HID_BPF_HW_OUTPUT_REPORT "struct_ops/hid_hw_output_report"
#define HID_BPF_OPS(ops) SEC(".struct_ops.link") struct hid_bpf_ops ops

/*
 * Compares bytes as memcmp() does. clang compiles __builtin_memcmp() to a call of memcmp(), which
 * BPF programs do not have, if it compares many bytes, and before clang 15 always.
 */
#define __builtin_memcmp(a, b, size)                                \
	(__builtin_constant_p(size) && (size) <= HID_BPF_UNROLLED ? \
		 hid_bpf_memcmp_unrolled(a, b, size) :              \
		 hid_bpf_memcmp(a, b, size))
#define HID_BPF_UNROLLED 64

/* The verifier allows only constant offsets into the arguments of probe programs. */
static __always_inline int hid_bpf_memcmp_unrolled(const void *a, const void *b, unsigned long size)
{
	const __u8 *first = a, *second = b;

#pragma clang loop unroll(full)
	for (unsigned long i = 0; i < size; i++) {
		__u8 byte = first[i];

		/* Keeps clang from calling memcmp() again. */
		barrier_var(byte);
		if (byte != second[i])
			return byte - second[i];
	}
	return 0;
}

static __always_inline int hid_bpf_memcmp(const void *a, const void *b, unsigned long size)
{
	const __u8 *first = a, *second = b;

	/* clang 14 describes constants that are only read directly in a way that libbpf refuses. */
	barrier_var(first);
	barrier_var(second);
	for (unsigned long i = 0; i < size; i++) {
		/* Keeps the index: the verifier cannot follow a loop that compares pointers. */
		barrier_var(i);
		if (first[i] != second[i])
			return first[i] - second[i];
	}
	return 0;
}

/* Renames a device. The new name is a string constant, shorter than hid_device.name. */
#define hid_set_name(hdev, new_name) __builtin_memcpy((hdev)->name, new_name, sizeof(new_name))

/**
 * struct hid_bpf_probe_args - argument of the program SEC("syscall") int probe(...)
 * @hid: ID of the device that the object is to be attached to
 * @rdesc_size: length of its report descriptor
 * @rdesc: the descriptor
 * @retval: set by the program: 0 to be attached to this device, anything else not to be attached
 */
struct hid_bpf_probe_args {
	unsigned int hid;
	unsigned int rdesc_size;
	unsigned char rdesc[HID_MAX_DESCRIPTOR_SIZE];
	int retval;
};

/*
 * Kfuncs. Those marked "Sleepable" can be called only from programs in "struct_ops.s/..." and
 * "syscall" sections and from bpf_wq callbacks, not from hid_device_event.
 */

/**
 * hid_bpf_get_data() - get access to the report, request or descriptor a program was called with
 * @ctx: the program's context
 * @offset: offset of the first byte
 * @sz: number of bytes, a constant
 *
 * Not for syscall programs. Returns NULL if the bytes exceed &hid_bpf_ctx.allocated_size.
 */
extern __u8 *hid_bpf_get_data(struct hid_bpf_ctx *ctx, unsigned int offset,
			      const unsigned long sz) __ksym;

/**
 * hid_bpf_allocate_context() - allocate a context for a device, to call the functions below
 * @hid_id: the device's ID
 *
 * Sleepable. Returns NULL if there is no such device. Call hid_bpf_release_context() when done.
 */
extern struct hid_bpf_ctx *hid_bpf_allocate_context(unsigned int hid_id) __ksym;

/**
 * hid_bpf_release_context() - release a context
 * @ctx: a context returned by hid_bpf_allocate_context()
 *
 * Sleepable.
 */
extern void hid_bpf_release_context(struct hid_bpf_ctx *ctx) __ksym;

/**
 * hid_bpf_hw_request() - send a request to the device and wait for its answer
 * @ctx: the program's context or an allocated one
 * @data: the report, beginning with its report ID (0 if the device does not use report IDs); the
 *	answer to HID_REQ_GET_REPORT is stored here
 * @buf__sz: bytes in @data; those beyond the length of the report are not used
 * @type: kind of report
 * @reqtype: the request
 *
 * Sleepable. Returns the number of bytes transferred, -EINVAL if the device has no such report,
 * -EDEADLOCK if the calling program runs because of another program's call, -EBUSY while the
 * device's driver is being bound or unbound, -ENODEV if it has none, or an error of the device.
 */
extern int hid_bpf_hw_request(struct hid_bpf_ctx *ctx, __u8 *data, unsigned long buf__sz,
			      enum hid_report_type type, enum hid_class_request reqtype) __ksym;

/**
 * hid_bpf_hw_output_report() - send an output report to the device
 * @ctx: the program's context or an allocated one
 * @data: the report, beginning with its report ID (0 if the device does not use report IDs)
 * @buf__sz: bytes in @data; those beyond the length of the report are not used
 *
 * Sleepable. Returns the number of bytes sent, or an error as hid_bpf_hw_request() does.
 */
extern int hid_bpf_hw_output_report(struct hid_bpf_ctx *ctx, __u8 *data,
				    unsigned long buf__sz) __weak __ksym;

/**
 * hid_bpf_input_report() - inject a report as if the device had sent it
 * @ctx: the program's context or an allocated one
 * @type: kind of report
 * @data: the report
 * @buf__sz: bytes in @data; those beyond the length of the report are not used
 *
 * Sleepable: waits while another report of the device is being processed. Returns 0, or an error as
 * hid_bpf_hw_request() does.
 */
extern int hid_bpf_input_report(struct hid_bpf_ctx *ctx, enum hid_report_type type, __u8 *data,
				unsigned long buf__sz) __weak __ksym;

/**
 * hid_bpf_try_input_report() - hid_bpf_input_report() without waiting
 * @ctx: the program's context
 * @type: kind of report
 * @data: the report
 * @buf__sz: bytes in @data; those beyond the length of the report are not used
 *
 * Not for syscall programs. Returns -EBUSY if a report of the device is being processed, other than
 * the one that the program was called for.
 */
extern int hid_bpf_try_input_report(struct hid_bpf_ctx *ctx, enum hid_report_type type, __u8 *data,
				    unsigned long buf__sz) __weak __ksym;

#endif /* HID_BPF_H */
