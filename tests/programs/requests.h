/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Requests that applications make through hidraw, as the recordings here contain them: lines
 * "#request KIND REPORT BYTE...", with KIND one of get-feature, set-feature, set-output and write,
 * and bytes in hexadecimal.
 */
#ifndef TESTS_PROGRAMS_REQUESTS_H
#define TESTS_PROGRAMS_REQUESTS_H

#include <stddef.h>
#include <stdio.h>

/* Makes one request. Returns 0 or a negative error. */
typedef int (*request_function)(const char *kind, unsigned char *data, size_t size, void *arg);

/* Makes all requests of a recording and prints the result of each. */
void requests_make(FILE *recording, request_function function, void *arg);

#endif
