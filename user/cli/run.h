/* SPDX-License-Identifier: GPL-2.0-only */
/* Running other programs. */
#ifndef CLI_RUN_H
#define CLI_RUN_H

#include <stddef.h>

/* What run_program() returns if the program cannot be run. */
#define RUN_NOT_STARTED 127

/*
 * Finds a program on the PATH, runs it and waits for it. args begins with its name and ends with
 * NULL. Returns its exit status, RUN_NOT_STARTED, or -1 if it was killed or memory ran out.
 */
int run_program(char *const *args);
/*
 * Runs a program in the same way, found also among those for root, and reads the first line that it
 * prints, "" if none. Its error messages are not shown. Returns what run_program() does.
 */
int run_read_line(char *const *args, char *line, size_t size);

#endif
