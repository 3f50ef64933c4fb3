/* SPDX-License-Identifier: GPL-2.0-only */
/* Files of the system that a test replaces for itself and the programs it starts. */
#ifndef TESTS_LIB_MOUNTS_H
#define TESTS_LIB_MOUNTS_H

/* From now on, only this process and its children see what it mounts. */
void mounts_separate(void);
/* Puts another text in place of a file. */
void mounts_replace_file(const char *path, const char *text);

#endif
