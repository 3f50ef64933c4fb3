/* SPDX-License-Identifier: GPL-2.0-only */
/* Reads the kernel log for complaints, so that a warning is blamed on the test that caused it. */
#ifndef TESTS_LIB_KMSG_H
#define TESTS_LIB_KMSG_H

/*
 * Prints the kernel's complaints since the last call as diagnostics and returns their number. The
 * first call only notes where the log ends. (The harness judges the whole log again, more
 * strictly.)
 */
int kmsg_complaints(void);

/*
 * From now on reports of failed allocations do not count as complaints, for tests that make
 * allocations fail. Call it in the process that calls kmsg_complaints().
 */
void kmsg_excuse_failed_allocations(void);

/*
 * Collects the lines of the log since the last call that start with a prefix, and returns their
 * number. The first call only notes where the log ends.
 */
int kmsg_lines(const char *prefix, char *text, unsigned long size);

#endif
