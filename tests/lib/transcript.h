/* SPDX-License-Identifier: GPL-2.0-only */
/* What applications see of plain devices, as a text to compare with a later one. */
#ifndef TESTS_LIB_TRANSCRIPT_H
#define TESTS_LIB_TRANSCRIPT_H

/*
 * Plugs in one device of each kind, uses it in every way, and compares what happens with what
 * happened at the first call after boot. A difference fails the test.
 */
void transcript_check(void);

#endif
