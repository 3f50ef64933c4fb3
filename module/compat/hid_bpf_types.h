/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The types of Linux 7.3's <linux/hid_bpf.h> for kernels whose headers do not have them.
 *
 * From 6.3 to 6.10 <linux/hid.h> includes an older <linux/hid_bpf.h>, with other types by the same
 * names, of which struct hid_device has one as a member. Those get other names, so that the layout
 * stays and ours are free.
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

#include <linux/list.h>
#include <linux/types.h>

/**
 * struct hid_bpf_ctx - what programs see of a hook
 * @hid: the device
 * @allocated_size: bytes behind hid_bpf_get_data()
 * @retval: what the program before returned
 * @size: bytes of data in use
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
 * struct hid_bpf_ops - the hooks of one set of programs
 * @hid_id: the device they are for
 * @flags: 0 or BPF_F_BEFORE
 * @list: on the list of the device
 * @hid_device_event: a report came in
 * @hid_rdesc_fixup: the report descriptor is about to be used
 * @hid_hw_request: a request is about to be made
 * @hid_hw_output_report: an output report is about to be sent
 * @hdev: the device while they are attached
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
