// SPDX-License-Identifier: GPL-2.0-only
/* Decides whether output is coloured. */
#include "cli/terminal.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

bool terminal_colour(FILE *file)
{
	const char *forbidden = getenv("NO_COLOR"), *term = getenv("TERM");

	return isatty(fileno(file)) && !(forbidden && *forbidden) && term && strcmp(term, "dumb");
}
