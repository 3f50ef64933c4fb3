// SPDX-License-Identifier: GPL-2.0-only
/* How hidbpf speaks to people. */
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

int help(const char *text)
{
	fputs(text, stdout);
	return DONE;
}

int bad_usage(const char *command)
{
	fprintf(stderr, "hidbpf: see hidbpf %s --help\n", command);
	return BAD_USAGE;
}
