/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Allocations that fail: the kernel's fault injection, for what this thread asks of the kernel.
 *
 * Memory of the kernel's own allocators is meant, and copies from and to user space where the
 * kernel can make those fail, too.
 */
#ifndef TESTS_FAULTS_INJECT_H
#define TESTS_FAULTS_INJECT_H

#include <stdbool.h>

/* Ends the test as not applicable where the kernel cannot do it. To be called first. */
void inject_prepare(void);

/* The n-th allocation from now on fails, one only. */
void inject_nth(unsigned int n);
/* No allocation fails any more; returns whether one did. */
bool inject_end(void);

/* Counts the allocations from here to inject_counted(), none of which fails. */
void inject_count(void);
unsigned int inject_counted(void);

#endif
