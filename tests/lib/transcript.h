/* SPDX-License-Identifier: GPL-2.0-only */
/* What applications see of plain devices, as a text that can be compared with a later one. */
#ifndef TESTS_LIB_TRANSCRIPT_H
#define TESTS_LIB_TRANSCRIPT_H

/*
 * Plugs in one device of each kind, uses it in every way, writes down what happens, and compares it
 * with what happened the first time this was called after boot. A difference ends the test as
 * failed.
 */
void transcript_check(void);

#endif
