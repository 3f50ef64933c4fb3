/* SPDX-License-Identifier: GPL-2.0-only */
/* Report descriptors as C source, with the macros of bpf/include/hid_report_helpers.h. */
#ifndef RDESC_MACROS_H
#define RDESC_MACROS_H

#include <stddef.h>
#include <stdio.h>

/*
 * Writes what stands between the braces of an array, one item to a line. It compiles to the very bytes
 * of the descriptor: items that no macro makes are written as bytes, with a comment.
 */
void rdesc_write_macros(FILE *out, const void *data, size_t size);

#endif
