/* SPDX-License-Identifier: GPL-2.0-only */
/* Bars that show where in its range the value of an axis is, and which parts have been seen. */
#ifndef WATCH_BAR_H
#define WATCH_BAR_H

#include "rdesc/rdesc.h"

#include <stdbool.h>
#include <stdint.h>

#define BAR_MAX 40 /* columns */

/* What has been seen of an axis, in 64 parts of its range. Starts with zero. */
struct bar {
	uint64_t seen;
};

/* Whether an element is an absolute axis, given its usage. */
bool bar_is_for(const struct rdesc_field *field, uint32_t usage);

/*
 * Notes a value and writes a bar of width columns, from 2 to BAR_MAX. Text of 3 * BAR_MAX + 1 bytes
 * holds it. A value out of range is at the edge, as "<" or ">".
 */
void bar_text(struct bar *bar, const struct rdesc_field *field, int64_t value, int width, bool utf8,
	      char *text);

#endif
