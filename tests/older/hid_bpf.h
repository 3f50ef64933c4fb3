/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Stands in for <linux/hid_bpf.h> of Linux 6.3 to 6.10 in the headers of another kernel: what
 * hid-core, HID-BPF and their users share. Programs for 6.11 and newer use some of these names for
 * other things.
 */
#ifndef __HID_BPF_H
#define __HID_BPF_H

#include <linux/types.h>
#include <uapi/linux/hid.h>

struct device;
struct hid_device;
struct module;

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

enum hid_bpf_attach_flags {
	HID_BPF_FLAG_NONE = 0,
	HID_BPF_FLAG_INSERT_HEAD = 1,
	HID_BPF_FLAG_MAX,
};

enum hid_bpf_prog_type {
	HID_BPF_PROG_TYPE_UNDEF = -1,
	HID_BPF_PROG_TYPE_DEVICE_EVENT,
	HID_BPF_PROG_TYPE_RDESC_FIXUP,
	HID_BPF_PROG_TYPE_MAX,
};

#define HID_BPF_MAX_PROGS_PER_DEV 64

/* What programs are attached to. */
int hid_bpf_device_event(struct hid_bpf_ctx *ctx);
int hid_bpf_rdesc_fixup(struct hid_bpf_ctx *ctx);

/* What programs call. */
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

/* The programs of one type that a device has, in the order in which they run. */
struct hid_bpf_prog_list {
	u16 prog_idx[HID_BPF_MAX_PROGS_PER_DEV];
	u8 prog_cnt;
};

/* A member of struct hid_device. */
struct hid_bpf {
	u8 *device_data;
	u32 allocated_data;
	struct hid_bpf_prog_list __rcu *progs[HID_BPF_PROG_TYPE_MAX];
	bool destroyed;
};

/* What hid-core calls. */
u8 *dispatch_hid_bpf_device_event(struct hid_device *hdev, enum hid_report_type type, u8 *data,
				  u32 *size, int interrupt);
u8 *call_hid_bpf_rdesc_fixup(struct hid_device *hdev, u8 *rdesc, unsigned int *size);
int hid_bpf_connect_device(struct hid_device *hdev);
void hid_bpf_disconnect_device(struct hid_device *hdev);
void hid_bpf_destroy_device(struct hid_device *hdev);
void hid_bpf_device_init(struct hid_device *hdev);

#endif /* __HID_BPF_H */
