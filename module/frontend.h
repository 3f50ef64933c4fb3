/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The front end: how programs reach the module. One of two is built.
 *
 * struct_ops.c registers the struct_ops hid_bpf_ops with the BPF core. Modules can do so since
 * Linux 6.9, but reg() gets the link, and the kernel's headers have these ops, only since 6.11.
 * tracing.c and control.c take programs as file descriptors, through a character device.
 *
 * Both pass a struct hid_bpf_ops to hbc_device_attach() and hbc_device_detach(). The rest of the
 * module does not depend on which front end it is.
 */
#ifndef HBC_FRONTEND_H
#define HBC_FRONTEND_H

/* Logged when the kernel cannot use the module's BTF: the kernel itself warns at most. */
#define HBC_NO_BTF                                                                               \
	"the module has no BTF that matches this kernel, so programs cannot use it: rebuild it " \
	"for exactly this kernel, with dwarves (pahole) installed\n"

/**
 * hbc_frontend_init() - accept programs
 *
 * Called last: programs can be loaded as soon as the module's init function returns 0.
 *
 * Return: 0; -ENOEXEC if the kernel did not accept the module's BTF, with the reason in the
 * kernel log; or another errno.
 */
int hbc_frontend_init(void);

/**
 * hbc_frontend_exit() - undo hbc_frontend_init(); no ops are attached
 */
void hbc_frontend_exit(void);

#endif /* HBC_FRONTEND_H */
