/* SPDX-License-Identifier: GPL-2.0-only */
/* Programs of the tracing front end: what one has to be, and how one is run. */
#ifndef HBC_TRACING_H
#define HBC_TRACING_H

#include <linux/refcount.h>

#include "compat/compat.h"
#include "uapi/hid_bpf_compat.h"

struct bpf_prog;

/**
 * struct hbc_attachment - a set of programs attached to a device
 * @ops: what dispatch sees: a function of ours for each hook that has a program
 * @progs: the programs by hook, with a reference, or NULL
 * @attach_flags: HID_BPF_COMPAT_KEEP; changed under attachments_lock of control.c, read without
 * @id: its key in the table of attachments
 * @users: the table, while it is there, and its descriptor
 */
struct hbc_attachment {
	struct hid_bpf_ops ops;
	struct bpf_prog *progs[HID_BPF_COMPAT_NR_HOOKS];
	u32 attach_flags;
	u32 id;
	refcount_t users;
};

/**
 * hbc_tracing_set_prog() - take a program for a hook
 * @attachment: not attached yet
 * @hook: the hook
 * @fd: the program
 *
 * Context: process context, may sleep.
 * Return: 0; -EBADF or -EINVAL when @fd is no program, or not one verified for @hook.
 */
int hbc_tracing_set_prog(struct hbc_attachment *attachment, enum hid_bpf_compat_hook hook, int fd);

/**
 * hbc_tracing_put_progs() - let go of all programs
 * @attachment: not attached (any more)
 */
void hbc_tracing_put_progs(struct hbc_attachment *attachment);

/**
 * hbc_tracing_init() - offer the hooks' types to the verifier
 *
 * Return: 0 or an errno.
 */
int hbc_tracing_init(void);

/* The expected attach type of programs, an enum bpf_attach_type. */
u32 hbc_tracing_attach_type(void);

#endif /* HBC_TRACING_H */
