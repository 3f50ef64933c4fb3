/* SPDX-License-Identifier: GPL-2.0-only */
/* How many cases are tried, and what keeps their random numbers apart. */
#ifndef TESTS_MALFORMED_CASES_H
#define TESTS_MALFORMED_CASES_H

enum { KIND_REPORT = 1, KIND_RDESC = 16, KIND_REQUEST = 32 };

/* $MALFORMED_CASES: what every number of cases is derived from. */
unsigned int cases(void);
/* At the beginning of a test: it may take longer than others. */
void cases_begin(void);

#endif
