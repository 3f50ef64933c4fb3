// SPDX-License-Identifier: GPL-2.0-only
/* How hidbpf tells people what went wrong. */
#include "hidbpf.h"

#include <stdarg.h>
#include <stdio.h>

int fail(enum exit_code code, const char *format, ...)
{
	va_list args;

	fputs("hidbpf: ", stderr);
	va_start(args, format);
	vfprintf(stderr, format, args);
	va_end(args);
	fputs("\n", stderr);
	return code;
}
