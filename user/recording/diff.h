/* SPDX-License-Identifier: GPL-2.0-only */
/* Two texts, line by line: what is only in the one, what only in the other. */
#ifndef DIFF_H
#define DIFF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

/* A growing list of lines. */
struct lines {
	char **line;
	size_t count;
};

void lines_add(struct lines *lines, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* Adds each line of a text. */
void lines_split(struct lines *lines, const char *text);
void lines_free(struct lines *lines);

/*
 * Prints both as one: lines that are only in the old one behind "- ", those only in the new one behind
 * "+ ", and those in both behind "  ", where a long run of them is cut short. Each begins with indent.
 * Returns whether the two differ.
 */
bool diff_print(FILE *file, const char *indent, const struct lines *old, const struct lines *new,
		bool colour);

#endif
