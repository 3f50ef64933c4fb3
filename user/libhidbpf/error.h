/* SPDX-License-Identifier: GPL-2.0-only */
/* How the library reports errors: a number for the program and a sentence for the user. */
#ifndef LIBHIDBPF_ERROR_H
#define LIBHIDBPF_ERROR_H

/*
 * Sets what hidbpf_error() returns in this thread, and returns err:
 *
 *	return hidbpf_set_error(-EINVAL, "%s has no hid_id", name);
 *
 * The arguments may include hidbpf_error(). A long text is cut.
 */
int hidbpf_set_error(int err, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* The same for -ENOMEM, in the words all share. */
int hidbpf_no_memory(void);

#endif
