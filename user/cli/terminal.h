/* SPDX-License-Identifier: GPL-2.0-only */
/* What may be written to terminals only. */
#ifndef TERMINAL_H
#define TERMINAL_H

#include <stdbool.h>
#include <stdio.h>

/* Whether colours may be used; users can forbid them by NO_COLOR. */
bool terminal_colour(FILE *file);

#endif
