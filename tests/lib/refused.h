/* SPDX-License-Identifier: GPL-2.0-only */
/* Programs the kernel must refuse to load: tests/module/bpf/refused.bpf.c. */
#ifndef TESTS_LIB_REFUSED_H
#define TESTS_LIB_REFUSED_H

/* For err: -EACCES or, of older verifiers, -EINVAL. */
#define VERIFIER_ERROR 1

/*
 * Loading the hid_bpf_ops "bad" fails with err, and "good", which differs only by the fault, loads
 * (NULL: was checked before).
 */
void check_refused(const char *bad, const char *good, int err);
/* The same for two syscall programs. */
void check_syscall_refused(const char *bad, const char *good, int err);

#endif
