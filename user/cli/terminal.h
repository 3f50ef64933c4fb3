/* SPDX-License-Identifier: GPL-2.0-only */
/* What is for terminals only. */
#ifndef CLI_TERMINAL_H
#define CLI_TERMINAL_H

#include <stdbool.h>
#include <stdio.h>

/* Whether output to a file may be coloured: it is a terminal and NO_COLOR is not set. */
bool terminal_colour(FILE *file);
/* The width of the terminal that a file is, or 0 if it is none. */
int terminal_columns(FILE *file);
/* Whether the locale's characters are UTF-8. */
bool terminal_utf8(void);

#endif
