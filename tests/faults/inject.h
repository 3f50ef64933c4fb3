/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Failing allocations: the kernel's fault injection, for system calls of this thread.
 *
 * This covers the kernel's allocators, and copies from and to user space where the kernel can make
 * those fail.
 */
#ifndef TESTS_FAULTS_INJECT_H
#define TESTS_FAULTS_INJECT_H

#include <stdbool.h>

/* Skips the test where the kernel has no fault injection. Call it first. */
void inject_prepare(void);

/* Makes the n-th allocation from now on fail, and no other. */
void inject_nth(unsigned int n);
/* Ends the injection. Returns whether an allocation failed. */
bool inject_end(void);

/* Counts the allocations until inject_counted(); none of them fails. */
void inject_count(void);
unsigned int inject_counted(void);

#endif
