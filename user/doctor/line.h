/* SPDX-License-Identifier: GPL-2.0-only */
/* The lines that "hidbpf doctor" prints, and those it reads. */
#ifndef DOCTOR_LINE_H
#define DOCTOR_LINE_H

#include <stdbool.h>
#include <stddef.h>

/* Prints the line about something that is as it should be. */
void doctor_ok(const char *what, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* Prints the line about a problem, and below it the command that fixes it. */
void doctor_problem(const char *what, const char *fix, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
/* Whether doctor_problem() was called. */
bool doctor_found_problems(void);

/* Reads the first line of a file. Returns false, with an empty line, if it cannot be read. */
bool doctor_read_line(const char *path, char *line, size_t size);

#endif
