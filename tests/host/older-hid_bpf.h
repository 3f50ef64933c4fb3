/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Stands in for <linux/hid_bpf.h> of Linux 6.3 to 6.10 in the headers of another kernel: the names
 * of its interface, which programs for 6.11 and newer use for other things.
 */
#ifndef __HID_BPF_H
#define __HID_BPF_H

#include <linux/spinlock.h>
#include <uapi/linux/hid.h>

struct hid_device;

struct hid_bpf_ctx {
	__u32 index;
	const struct hid_device *hid;
	__u32 allocated_size;
	enum hid_report_type report_type;
	union {
		__s32 retval;
		__s32 size;
	};
};

int hid_bpf_device_event(struct hid_bpf_ctx *ctx);
int hid_bpf_rdesc_fixup(struct hid_bpf_ctx *ctx);

__u8 *hid_bpf_get_data(struct hid_bpf_ctx *ctx, unsigned int offset, const size_t size);
int hid_bpf_attach_prog(unsigned int hid_id, int prog_fd, __u32 flags);
int hid_bpf_hw_request(struct hid_bpf_ctx *ctx, __u8 *buf, size_t buf__sz,
		       enum hid_report_type rtype, enum hid_class_request reqtype);
struct hid_bpf_ctx *hid_bpf_allocate_context(unsigned int hid_id);
void hid_bpf_release_context(struct hid_bpf_ctx *ctx);

/* What hid-core gives to HID-BPF: not a struct_ops. */
struct hid_bpf_ops {
	int (*hid_hw_raw_request)(struct hid_device *hdev, unsigned char reportnum, __u8 *buf,
				  size_t len, enum hid_report_type rtype,
				  enum hid_class_request reqtype);
	struct module *owner;
	const struct bus_type *bus_type;
};

extern struct hid_bpf_ops *hid_bpf_ops;

/* A member of struct hid_device. */
struct hid_bpf {
	u8 *device_data;
	u32 allocated_data;
	spinlock_t progs_lock;
	bool destroyed;
};

#endif /* __HID_BPF_H */
