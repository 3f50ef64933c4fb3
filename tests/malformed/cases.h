/* SPDX-License-Identifier: GPL-2.0-only */
/* The number of cases, and the kinds that separate their random numbers. */
#ifndef TESTS_MALFORMED_CASES_H
#define TESTS_MALFORMED_CASES_H

enum { KIND_REPORT = 1, KIND_RDESC = 16, KIND_REQUEST = 32 };

/* $MALFORMED_CASES, from which all numbers of cases are derived. */
unsigned int cases(void);
/* Call it at the beginning of a test, which may take longer than others. */
void cases_begin(void);

#endif
