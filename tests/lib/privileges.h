/* SPDX-License-Identifier: GPL-2.0-only */
/* Gives up privileges, in the calling process and the programs that it starts. */
#ifndef TESTS_LIB_PRIVILEGES_H
#define TESTS_LIB_PRIVILEGES_H

#include <linux/types.h>
#include <sys/types.h>

/*
 * Becomes a user with these capabilities only, a mask of 1ULL << CAP_*; root as well has no others.
 */
void privileges_become(uid_t uid, __u64 capabilities);
/* Skips the test on kernels without CONFIG_USER_NS. */
void skip_without_namespaces(void);
/* Becomes root of a user namespace in which the current user is the only one. */
void privileges_enter_namespace(void);

#endif
