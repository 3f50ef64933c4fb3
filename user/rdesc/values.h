/* SPDX-License-Identifier: GPL-2.0-only */
/* The values in a report that are worth showing. */
#ifndef RDESC_VALUES_H
#define RDESC_VALUES_H

#include "rdesc/rdesc.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* One element of a report. */
struct rdesc_element {
	const struct rdesc_field *field;
	unsigned int index; /* in the field */
	uint32_t usage;
	int64_t value;
	bool pressed; /* a button or key, whose value says no more than that */
};

/*
 * Calls a function for each element of a report except released buttons, relative axes at rest,
 * constants, and usages of vendors, which only they can explain. Reports that the descriptor does
 * not describe have none.
 */
void rdesc_each_value(const struct rdesc *rdesc, enum rdesc_type type, const void *data,
		      size_t size, void (*take)(void *arg, const struct rdesc_element *element),
		      void *arg);

/* Writes the name of a pressed button or key, or the name and value of anything else. */
void rdesc_element_text(const struct rdesc_element *element, char *text, size_t size);

#endif
