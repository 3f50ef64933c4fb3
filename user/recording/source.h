/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The contents of a file that was attached to a bug report, as bytes and as lines of text. What
 * editors, mail programs and terminals add is removed from the lines.
 */
#ifndef RECORDING_SOURCE_H
#define RECORDING_SOURCE_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

struct source {
	uint8_t *bytes; /* all of the file */
	size_t size;
	/*
	 * Its lines in UTF-8, without byte order marks, quote marks ("> "), escape sequences of
	 * terminals, and white space at both ends. NULL if the file is binary.
	 */
	char **lines;
	size_t count;
	char *text; /* what the lines point into */
};

/*
 * Reads a file to its end. Returns 0, or -1 with *why set to the reason, a constant string. In both
 * cases the caller must free *source with source_free().
 */
int source_read(struct source *source, FILE *file, const char **why);
void source_free(struct source *source);

#endif
