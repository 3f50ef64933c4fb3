/* SPDX-License-Identifier: GPL-2.0-only */
/* Programs of the tracing front end: which are accepted, and how they run. */
#ifndef HBC_TRACING_H
#define HBC_TRACING_H

#include <linux/refcount.h>

#include "uapi/hid_bpf_compat.h"

struct bpf_prog;

/**
 * struct hbc_attachment - a set of programs attached to a device
 * @ops: what dispatch.c sees: one of our functions for each hook that has a program
 * @progs: the programs by hook, with a reference, or NULL
 * @attach_flags: HID_BPF_COMPAT_KEEP; under attachments_lock of control.c once attached
 * @id: key in the table of attachments
 * @users: references: one of the table while the attachment is in it, one of its file descriptor
 */
struct hbc_attachment {
	struct hid_bpf_ops ops;
	struct bpf_prog *progs[HID_BPF_COMPAT_NR_HOOKS];
	u32 attach_flags;
	u32 id;
	refcount_t users;
};

/**
 * hbc_tracing_set_prog() - set the program of a hook
 * @attachment: not attached yet
 * @hook: the hook
 * @fd: file descriptor of the program
 *
 * Context: process context, may sleep.
 * Return: 0; -EBADF or -EINVAL if @fd is not a program that was verified for @hook.
 */
int hbc_tracing_set_prog(struct hbc_attachment *attachment, enum hid_bpf_compat_hook hook, int fd);

/**
 * hbc_tracing_put_progs() - drop the references to all programs
 * @attachment: not attached
 */
void hbc_tracing_put_progs(struct hbc_attachment *attachment);

/**
 * hbc_tracing_init() - make the types of the hooks known to the verifier
 *
 * Return: 0 or an errno.
 */
int hbc_tracing_init(void);

/* The expected attach type of programs, an enum bpf_attach_type. */
u32 hbc_tracing_attach_type(void);

#endif /* HBC_TRACING_H */
