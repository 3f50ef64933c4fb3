/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The types of <linux/hid_bpf.h> of Linux 7.3 for kernels whose headers lack them.
 *
 * From 6.3 to 6.10 <linux/hid.h> includes an older <linux/hid_bpf.h> with other types of the same
 * names, one of which is a member of struct hid_device. They are renamed here, which keeps the
 * layout and frees the names.
 */
#ifndef HBC_HID_BPF_TYPES_H
#define HBC_HID_BPF_TYPES_H

#define hid_bpf_ctx hid_bpf_ctx__kernel
#define hid_bpf_ops hid_bpf_ops__kernel
#define hid_bpf_get_data hid_bpf_get_data__kernel
#define hid_bpf_attach_prog hid_bpf_attach_prog__kernel
#define hid_bpf_allocate_context hid_bpf_allocate_context__kernel
#define hid_bpf_release_context hid_bpf_release_context__kernel
#define hid_bpf_hw_request hid_bpf_hw_request__kernel
#include <linux/hid.h>
#undef hid_bpf_ctx
#undef hid_bpf_ops
#undef hid_bpf_get_data
#undef hid_bpf_attach_prog
#undef hid_bpf_allocate_context
#undef hid_bpf_release_context
#undef hid_bpf_hw_request

/* The kernel's BTF has these names: uapi/hid_bpf_compat.h documents the module's aliases. */
#ifdef HAVE_OLDER_HID_BPF
#define hid_bpf_ctx hbc_bpf_ctx
#define hid_bpf_ops hbc_bpf_ops
#define hid_bpf_get_data hbc_bpf_get_data
#define hid_bpf_allocate_context hbc_bpf_allocate_context
#define hid_bpf_release_context hbc_bpf_release_context
#define hid_bpf_hw_request hbc_bpf_hw_request
#define hid_bpf_hw_output_report hbc_bpf_hw_output_report
#define hid_bpf_input_report hbc_bpf_input_report
#define hid_bpf_try_input_report hbc_bpf_try_input_report
#endif

#include <linux/list.h>
#include <linux/types.h>

/**
 * struct hid_bpf_ctx - the part of a context that programs see
 * @hid: the device
 * @allocated_size: bytes that hid_bpf_get_data() gives access to
 * @retval: the value returned by the previous program
 * @size: number of valid bytes
 */
struct hid_bpf_ctx {
	struct hid_device *hid;
	__u32 allocated_size;
	union {
		__s32 retval;
		__s32 size;
	};
};

/**
 * struct hid_bpf_ops - a set of programs for the hooks of one device
 * @hid_id: the device's ID
 * @flags: 0 or BPF_F_BEFORE
 * @list: entry in the device's list
 * @hid_device_event: called for each report from the device
 * @hid_rdesc_fixup: called before the report descriptor is parsed
 * @hid_hw_request: called before a request is made
 * @hid_hw_output_report: called before an output report is sent
 * @hdev: the device while the programs are attached, else NULL
 */
struct hid_bpf_ops {
	int hid_id;
	u32 flags;
	struct list_head list;
	int (*hid_device_event)(struct hid_bpf_ctx *ctx, enum hid_report_type report_type,
				u64 source);
	int (*hid_rdesc_fixup)(struct hid_bpf_ctx *ctx);
	int (*hid_hw_request)(struct hid_bpf_ctx *ctx, unsigned char reportnum,
			      enum hid_report_type rtype, enum hid_class_request reqtype,
			      u64 source);
	int (*hid_hw_output_report)(struct hid_bpf_ctx *ctx, u64 source);
	struct hid_device *hdev;
};

#endif /* HBC_HID_BPF_TYPES_H */
