/* SPDX-License-Identifier: GPL-2.0-only */
/* Colours, which are for terminals only. */
#ifndef CLI_TERMINAL_H
#define CLI_TERMINAL_H

#include <stdbool.h>
#include <stdio.h>

/* Whether output to a file may be coloured: it is a terminal and NO_COLOR is not set. */
bool terminal_colour(FILE *file);

#endif
