/* SPDX-License-Identifier: GPL-2.0-only */
/* Runs command line tools that are in the directory of the test program, or one above. */
#ifndef TESTS_LIB_TOOL_H
#define TESTS_LIB_TOOL_H

#include <stddef.h>
#include <sys/types.h>

/* Runs a tool with arguments up to NULL and returns its exit code. */
int tool_run(const char *name, ...) __attribute__((sentinel));
/* The path of a tool. */
void tool_path(const char *name, char *path, size_t size);
/* The output of the last tool, on stdout and stderr. */
const char *tool_output(void);
/* From now on, tools run as this user. */
void tool_as_user(uid_t uid);

#endif
