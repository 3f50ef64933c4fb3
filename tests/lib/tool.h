/* SPDX-License-Identifier: GPL-2.0-only */
/* Runs command line tools that lie beside the test program, or one directory above. */
#ifndef TESTS_LIB_TOOL_H
#define TESTS_LIB_TOOL_H

#include <sys/types.h>

/* Runs a tool with arguments up to NULL and returns its exit code. */
int tool_run(const char *name, ...) __attribute__((sentinel));
/* What the last tool printed, to stdout and stderr. */
const char *tool_output(void);
/* From now on, tools run as this user. */
void tool_as_user(uid_t uid);

#endif
