/* SPDX-License-Identifier: GPL-2.0-only */
/* Runs other programs. */
#ifndef RUN_H
#define RUN_H

/* What run_program() returns for a program that there is not. */
#define RUN_NOT_STARTED 127

/*
 * Runs a program, found on the PATH, and waits for it; args begin with its name and end with NULL.
 * Returns its exit status, or -1 if it was killed or there is no memory for it.
 */
int run_program(char *const *args);

#endif
