/* SPDX-License-Identifier: GPL-2.0-only WITH Linux-syscall-note */
/*
 * /dev/hid_bpf_compat: attaching HID-BPF programs on kernels where the module cannot register a
 * struct_ops (before 6.11).
 *
 * A set of programs replaces a struct hid_bpf_ops: at most one program for each hook, for one
 * device. Each must be loaded as BPF_PROG_TYPE_TRACING. Its expected attach type is given by struct
 * hid_bpf_compat_version, its attach target is the name of the hook in HID_BPF_COMPAT_HOOKS.
 *
 * All structures begin with their size, so that they can grow: the caller sets it to the size that
 * it was compiled with. The kernel treats missing members as zero, and accepts a larger structure
 * if the members that it does not know are zero (-E2BIG otherwise).
 *
 * Only root can open the device; the requests need CAP_BPF or CAP_SYS_ADMIN (-EPERM otherwise).
 */
#ifndef _UAPI_HID_BPF_COMPAT_H
#define _UAPI_HID_BPF_COMPAT_H

#include <linux/ioctl.h>
#include <linux/types.h>

#define HID_BPF_COMPAT_DEVICE "/dev/hid_bpf_compat"

/* Increased by incompatible changes. */
#define HID_BPF_COMPAT_VERSION 1

/* The hooks of struct hid_bpf_ops, in the same order. */
enum hid_bpf_compat_hook {
	HID_BPF_COMPAT_DEVICE_EVENT,
	HID_BPF_COMPAT_RDESC_FIXUP,
	HID_BPF_COMPAT_HW_REQUEST,
	HID_BPF_COMPAT_HW_OUTPUT_REPORT,
	HID_BPF_COMPAT_NR_HOOKS,
};

/* Attach targets, by hook: the names in struct hid_bpf_ops with "_bpf_compat" inserted. */
#define HID_BPF_COMPAT_HOOKS                                                           \
	{                                                                              \
		"hid_bpf_compat_device_event", "hid_bpf_compat_rdesc_fixup",           \
			"hid_bpf_compat_hw_request", "hid_bpf_compat_hw_output_report" \
	}

/*
 * The kernel has the older HID-BPF of Linux 6.3 to 6.10, with other types and functions of the same
 * names. Therefore everything in HID_BPF_COMPAT_ALIASED, and nothing else, has an alias in the
 * module's BTF: the same name with "hbc" instead of "hid" at its beginning, for example
 * hbc_bpf_get_data. An object must be loaded with the aliases in place of these names, in its BTF
 * and in its symbol table.
 */
#define HID_BPF_COMPAT_ALIASES (1U << 0)

/* The structs that programs use, and the kfuncs. */
#define HID_BPF_COMPAT_ALIASED                                                                \
	{                                                                                     \
		"hid_bpf_ctx", "hid_bpf_ops", "hid_bpf_get_data", "hid_bpf_allocate_context", \
			"hid_bpf_release_context", "hid_bpf_hw_request",                      \
			"hid_bpf_hw_output_report", "hid_bpf_input_report",                   \
			"hid_bpf_try_input_report"                                            \
	}

/**
 * struct hid_bpf_compat_version - properties of the module
 * @size: size of this structure in bytes
 * @version: out: HID_BPF_COMPAT_VERSION of the module
 * @attach_type: out: the expected attach type of programs, an enum bpf_attach_type:
 *		 BPF_TRACE_RAW_TP or BPF_MODIFY_RETURN
 * @flags: out: 0 or HID_BPF_COMPAT_ALIASES
 */
struct hid_bpf_compat_version {
	__u32 size;
	__u32 version;
	__u32 attach_type;
	__u32 flags;
};

/* Keep the attachment until it is detached by ID or the device is removed. */
#define HID_BPF_COMPAT_KEEP (1U << 0)

/**
 * struct hid_bpf_compat_attach - attach a set of programs to a device
 * @size: size of this structure in bytes
 * @hid_id: the device's ID: the number at the end of its sysname, which is hexadecimal there
 * @flags: 0 or BPF_F_BEFORE, as in hid_bpf_ops.flags
 * @attach_flags: 0 or HID_BPF_COMPAT_KEEP
 * @prog_fds: file descriptors of the programs, by hook; -1 for none
 * @id: out: the ID of the attachment
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
 * struct hid_bpf_compat_info - information about an attachment
 * @size: size of this structure in bytes
 * @id: in: an ID; out: the ID of the reported attachment
 * @hid_id: out: the device's ID
 * @flags: out: as given when attaching
 * @attach_flags: out: as given when attaching, or HID_BPF_COMPAT_KEEP if set later
 * @prog_ids: out: IDs of the programs, by hook; 0 for none
 */
struct hid_bpf_compat_info {
	__u32 size;
	__u32 id;
	__u32 hid_id;
	__u32 flags;
	__u32 attach_flags;
	__u32 prog_ids[HID_BPF_COMPAT_NR_HOOKS];
};

/**
 * struct hid_bpf_compat_older - programs for the kernel's older HID-BPF that a device has
 * @size: size of this structure in bytes
 * @hid_id: in: the device's ID
 * @nr_events: out: number of its programs for hid_bpf_device_event
 * @nr_fixups: out: number of its programs for hid_bpf_rdesc_fixup
 */
struct hid_bpf_compat_older {
	__u32 size;
	__u32 hid_id;
	__u32 nr_events;
	__u32 nr_fixups;
};

#define HID_BPF_COMPAT_IOC 0xb6

/*
 * Get the properties of the module. The request's number contains the size that the structure had
 * at first, so that every hidbpf can ask every module. Return: 0.
 */
#define HID_BPF_COMPAT_IOC_VERSION _IOWR(HID_BPF_COMPAT_IOC, 0, __u32[3])

/*
 * Attach programs. Return: a file descriptor that stands for the attachment: closing it detaches;
 * with HID_BPF_COMPAT_KEEP, 0. Errors: -EBADF if a file descriptor is not a BPF program; -EINVAL
 * for a program of another type or hook, a sleepable program for hid_device_event, an unknown
 * device or flag, or a second hid_rdesc_fixup of the device; -E2BIG if the device already has 64
 * attachments; -ENOMEM; -EBUSY if hid-core cannot be intercepted; -EOPNOTSUPP for hid_hw_request or
 * hid_hw_output_report if the module uses driver callbacks (intercept=driver).
 */
#define HID_BPF_COMPAT_IOC_ATTACH _IOWR(HID_BPF_COMPAT_IOC, 1, struct hid_bpf_compat_attach)

/* Detach the attachment with the given ID, no matter who holds it. Return: 0; -ENOENT. */
#define HID_BPF_COMPAT_IOC_DETACH _IOW(HID_BPF_COMPAT_IOC, 2, __u32)

/* Get information about the attachment with the given ID. Return: 0; -ENOENT. */
#define HID_BPF_COMPAT_IOC_INFO _IOWR(HID_BPF_COMPAT_IOC, 3, struct hid_bpf_compat_info)

/* The same for the next higher ID; start with 0. Return: 0; -ENOENT at the end. */
#define HID_BPF_COMPAT_IOC_NEXT _IOWR(HID_BPF_COMPAT_IOC, 4, struct hid_bpf_compat_info)

/*
 * Keep the attachment with the given ID as if it had been attached with HID_BPF_COMPAT_KEEP: its
 * file descriptor may then be closed. Return: 0; -ENOENT; -ENODEV if the device is gone; -ENOTTY if
 * the module is too old for this request.
 */
#define HID_BPF_COMPAT_IOC_KEEP _IOW(HID_BPF_COMPAT_IOC, 5, __u32)

/*
 * Count the programs for the kernel's older HID-BPF that the device with the given ID has. They
 * were attached by others, and no program attached by this module is among them. Return: 0; -ENODEV
 * if there is no such device; -ENOTTY if the kernel has no older HID-BPF, or the module is too old
 * for this request.
 */
#define HID_BPF_COMPAT_IOC_OLDER _IOWR(HID_BPF_COMPAT_IOC, 6, struct hid_bpf_compat_older)

/*
 * How often programs dropped a report or returned an error; also with struct_ops. The file is for
 * people, and for tools that work without it. It has a line for each attachment, those of one
 * device in the order in which they run:
 *
 *	HID_ID ID DROPS ERRORS
 *
 * HID_ID is the device's ID, hexadecimal as in its sysname; ID that of the attachment or of the
 * struct_ops link, or 0 if there is no link; DROPS the number of reports that its hid_device_event
 * dropped; ERRORS the number of errors that its other programs returned.
 */
#define HID_BPF_COMPAT_COUNTS "/sys/kernel/debug/hid_bpf_compat"

#endif /* _UAPI_HID_BPF_COMPAT_H */
