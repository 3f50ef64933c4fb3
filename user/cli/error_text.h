/* SPDX-License-Identifier: GPL-2.0-only */
/* Error messages that a function leaves to its caller. */
#ifndef CLI_ERROR_TEXT_H
#define CLI_ERROR_TEXT_H

#include <stdio.h>

/*
 * Formats a message into an array of char and evaluates to -1:
 * return error_text(recording->error, "line %u: ...", line);
 */
#define error_text(_array, ...)                                \
	({                                                     \
		snprintf(_array, sizeof(_array), __VA_ARGS__); \
		-1;                                            \
	})

#endif
