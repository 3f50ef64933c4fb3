// SPDX-License-Identifier: GPL-2.0-only
/* The lines that "hidbpf doctor" prints, and those it reads. */
#include "doctor/line.h"
#include "cli/terminal.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static bool found_problems;

static void print_line(const char *verdict, const char *colour, const char *what,
		       const char *format, va_list args)
{
	bool coloured = terminal_colour(stdout);

	printf("%s%-7s%s  %-9s  ", coloured ? colour : "", verdict, coloured ? "\033[m" : "", what);
	vprintf(format, args);
	putchar('\n');
}

void doctor_ok(const char *what, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	print_line("ok", "\033[32m", what, format, args);
	va_end(args);
}

void doctor_problem(const char *what, const char *fix, const char *format, ...)
{
	va_list args;

	found_problems = true;
	va_start(args, format);
	print_line("problem", "\033[1;31m", what, format, args);
	va_end(args);
	printf("%20s%s\n", "", fix);
}

bool doctor_found_problems(void)
{
	return found_problems;
}

bool doctor_read_line(const char *path, char *line, size_t size)
{
	FILE *file = fopen(path, "re");

	line[0] = '\0';
	if (!file)
		return false;
	if (!fgets(line, size, file))
		line[0] = '\0';
	line[strcspn(line, "\n")] = '\0';
	fclose(file);
	return true;
}
