/* SPDX-License-Identifier: GPL-2.0-only WITH Linux-syscall-note */
/*
 * /dev/hid_bpf_compat: attaching HID-BPF programs on kernels whose BPF takes no struct_ops from a
 * module (before 6.9).
 *
 * A set of programs takes the place of a struct hid_bpf_ops: at most one for each hook, for one
 * device. Each has to be loaded as BPF_PROG_TYPE_TRACING, with what struct hid_bpf_compat_version
 * says as its expected attach type, and as its attach target the name that belongs to the hook:
 * HID_BPF_COMPAT_HOOKS.
 *
 * All structures begin with their size, so that they can grow: a caller sets it to what it was
 * compiled with, and the kernel takes a shorter one as ending in zeros, and a longer one if what it
 * does not know is zero (-E2BIG otherwise).
 *
 * The device can be opened by root only; the requests need CAP_BPF or CAP_SYS_ADMIN (-EPERM).
 */
#ifndef _UAPI_HID_BPF_COMPAT_H
#define _UAPI_HID_BPF_COMPAT_H

#include <linux/ioctl.h>
#include <linux/types.h>

#define HID_BPF_COMPAT_DEVICE "/dev/hid_bpf_compat"

/* Changes when a program that was written for one version does not work with the next. */
#define HID_BPF_COMPAT_VERSION 1

/* The hooks of struct hid_bpf_ops, in its order. */
enum hid_bpf_compat_hook {
	HID_BPF_COMPAT_DEVICE_EVENT,
	HID_BPF_COMPAT_RDESC_FIXUP,
	HID_BPF_COMPAT_HW_REQUEST,
	HID_BPF_COMPAT_HW_OUTPUT_REPORT,
	HID_BPF_COMPAT_NR_HOOKS,
};

/* Attach targets, by hook; in struct hid_bpf_ops the names are the same but for "_compat". */
#define HID_BPF_COMPAT_HOOKS                                                           \
	{                                                                              \
		"hid_bpf_compat_device_event", "hid_bpf_compat_rdesc_fixup",           \
			"hid_bpf_compat_hw_request", "hid_bpf_compat_hw_output_report" \
	}

/**
 * struct hid_bpf_compat_version - what the module is like
 * @size: bytes of this structure
 * @version: out: HID_BPF_COMPAT_VERSION of the module
 * @attach_type: out: the enum bpf_attach_type that programs need: BPF_TRACE_RAW_TP or
 *		 BPF_MODIFY_RETURN
 */
struct hid_bpf_compat_version {
	__u32 size;
	__u32 version;
	__u32 attach_type;
};

/* Keep the attachment until it is detached by its id, or the device goes away. */
#define HID_BPF_COMPAT_KEEP (1U << 0)

/**
 * struct hid_bpf_compat_attach - attach a set of programs to a device
 * @size: bytes of this structure
 * @hid_id: the number of the device: the last part of its sysname, hexadecimal there
 * @flags: 0 or BPF_F_BEFORE, as hid_bpf_ops.flags
 * @attach_flags: 0 or HID_BPF_COMPAT_KEEP
 * @prog_fds: programs by hook; -1 where there is none
 * @id: out: the id of the attachment
 */
struct hid_bpf_compat_attach {
	__u32 size;
	__u32 hid_id;
	__u32 flags;
	__u32 attach_flags;
	__s32 prog_fds[HID_BPF_COMPAT_NR_HOOKS];
	__u32 id;
};

/**
 * struct hid_bpf_compat_info - what is known of an attachment
 * @size: bytes of this structure
 * @id: in: an id; out: that of the attachment reported
 * @hid_id: out: the device
 * @flags: out: as it was attached
 * @attach_flags: out: as it was attached, or HID_BPF_COMPAT_KEEP if it was kept later
 * @prog_ids: out: ids of the programs by hook; 0 where there is none
 */
struct hid_bpf_compat_info {
	__u32 size;
	__u32 id;
	__u32 hid_id;
	__u32 flags;
	__u32 attach_flags;
	__u32 prog_ids[HID_BPF_COMPAT_NR_HOOKS];
};

#define HID_BPF_COMPAT_IOC 0xb6

/* Return: 0. */
#define HID_BPF_COMPAT_IOC_VERSION _IOWR(HID_BPF_COMPAT_IOC, 0, struct hid_bpf_compat_version)

/*
 * Return: a file descriptor that is the attachment: closing it detaches; 0 with
 * HID_BPF_COMPAT_KEEP. Errors: -EBADF for a descriptor that is no program; -EINVAL for a program of
 * another type or hook, a program that sleeps in hid_device_event, an unknown device or flag, or a
 * second hid_rdesc_fixup on the device; -E2BIG for more than 64 attachments on the device; -ENOMEM;
 * -EBUSY when hid-core cannot be entered.
 */
#define HID_BPF_COMPAT_IOC_ATTACH _IOWR(HID_BPF_COMPAT_IOC, 1, struct hid_bpf_compat_attach)

/* Detach the attachment with the given id, whoever holds it. Return: 0; -ENOENT. */
#define HID_BPF_COMPAT_IOC_DETACH _IOW(HID_BPF_COMPAT_IOC, 2, __u32)

/* Tell about the attachment with the given id. Return: 0; -ENOENT. */
#define HID_BPF_COMPAT_IOC_INFO _IOWR(HID_BPF_COMPAT_IOC, 3, struct hid_bpf_compat_info)

/* Tell about the attachment with the next higher id, from 0 on. Return: 0; -ENOENT at the end. */
#define HID_BPF_COMPAT_IOC_NEXT _IOWR(HID_BPF_COMPAT_IOC, 4, struct hid_bpf_compat_info)

/*
 * Keep the attachment with the given id as if it had been attached with HID_BPF_COMPAT_KEEP: its
 * descriptor may be closed. Return: 0; -ENOENT; -ENODEV when the device is gone; -ENOTTY from a
 * module that does not have this request yet.
 */
#define HID_BPF_COMPAT_IOC_KEEP _IOW(HID_BPF_COMPAT_IOC, 5, __u32)

/*
 * A file for people, and for tools that do without it: what programs dropped and refused. With
 * struct_ops, too. A line for each ops attached, those of one device in the order they run:
 *
 *	HID_ID ID DROPS ERRORS
 *
 * HID_ID is the number of the device, hexadecimal as in its sysname; ID that of the attachment, or
 * of the struct_ops link, 0 if it has none; DROPS how many reports its hid_device_event dropped;
 * ERRORS how often its other programs answered an error.
 */
#define HID_BPF_COMPAT_COUNTS "/sys/kernel/debug/hid_bpf_compat"

#endif /* _UAPI_HID_BPF_COMPAT_H */
