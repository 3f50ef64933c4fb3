/* SPDX-License-Identifier: GPL-2.0-only */
/* Writes report descriptors as C source, with the macros of bpf/include/hid_report_helpers.h. */
#ifndef RDESC_MACROS_H
#define RDESC_MACROS_H

#include <stddef.h>
#include <stdio.h>

/*
 * Writes the initializer of an array, without its braces, one item per line. It compiles to exactly
 * the bytes of the descriptor: items without a macro are written as bytes with a comment.
 */
void rdesc_write_macros(FILE *out, const void *data, size_t size);

#endif
