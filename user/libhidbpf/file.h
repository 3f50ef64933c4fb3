/* SPDX-License-Identifier: GPL-2.0-only */
/* Reads object files into memory. */
#ifndef OPS_FILE_H
#define OPS_FILE_H

#include <stddef.h>

/* Reads a file: 0, or -errno; *data is the caller's to free in any case. */
int hidbpf_file_read(const char *path, char **data, size_t *size);

#endif
