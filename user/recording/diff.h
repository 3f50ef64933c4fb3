/* SPDX-License-Identifier: GPL-2.0-only */
/* Compares two texts line by line. */
#ifndef DIFF_H
#define DIFF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

/* A list of lines. Start with { 0 }, end with lines_free(). */
struct lines {
	char **line;
	size_t count;
};

/* Adds a line, or nothing if memory runs out. */
void lines_add(struct lines *lines, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* Adds each line of a text. */
void lines_split(struct lines *lines, const char *text);
void lines_free(struct lines *lines);

/*
 * Prints both texts as one: "- " marks lines that are only in the old text, "+ " lines that are
 * only in the new one, "  " lines in both. Long runs of the latter are shortened. Each line begins
 * with indent. Returns whether the texts differ.
 */
bool diff_print(FILE *file, const char *indent, const struct lines *old, const struct lines *new,
		bool colour);

#endif
