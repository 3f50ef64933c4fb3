/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The front end: how programs reach us. One of two is built.
 *
 * struct_ops.c registers the struct_ops type hid_bpf_ops with the BPF core, where modules may do
 * that (Linux 6.9 and newer). tracing.c takes programs by file descriptor, through a device.
 *
 * Either hands struct hid_bpf_ops to hbc_device_attach() and hbc_device_detach(). What is behind
 * them does not know which it is.
 */
#ifndef HBC_FRONTEND_H
#define HBC_FRONTEND_H

/* What to do when the kernel cannot use the module's BTF, of which it only warns at best. */
#define HBC_NO_BTF                                                                                 \
	"the module has no BTF that fits this kernel, so no program could use it: rebuild it for " \
	"exactly this kernel, with dwarves (pahole) installed\n"

/**
 * hbc_frontend_init() - open for programs
 *
 * As soon as the module's init function has returned 0 programs can be loaded, so this comes last.
 *
 * Return: 0; -ENOEXEC when the kernel did not accept the module's BTF, with the reason in the
 * kernel log; or another errno.
 */
int hbc_frontend_init(void);

/**
 * hbc_frontend_exit() - the counterpart; no ops are attached
 */
void hbc_frontend_exit(void);

#endif /* HBC_FRONTEND_H */
