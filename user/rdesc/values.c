// SPDX-License-Identifier: GPL-2.0-only
/* Finds the values in a report that are worth showing. */
#include "rdesc/values.h"
#include "rdesc/names.h"

#include <stdio.h>

static bool is_worth_showing(const struct rdesc_element *element)
{
	unsigned int flags = element->field->flags;

	if (!element->usage || element->usage >> 16 >= RDESC_FIRST_VENDOR_PAGE)
		return false;
	return element->value || !(element->pressed || flags & RDESC_RELATIVE);
}

void rdesc_each_value(const struct rdesc *rdesc, enum rdesc_type type, const void *data,
		      size_t size, void (*take)(void *arg, const struct rdesc_element *element),
		      void *arg)
{
	const struct rdesc_report *report = rdesc_match(rdesc, type, data, size);

	for (size_t i = 0; report && i < report->fields_count; i++) {
		const struct rdesc_field *field = &report->fields[i];
		struct rdesc_element element = {
			.field = field,
			.pressed = field->bit_size == 1 || !(field->flags & RDESC_VARIABLE),
		};

		for (unsigned int j = 0; !(field->flags & RDESC_CONSTANT) && j < field->count;
		     j++) {
			element.index = j;
			if (!rdesc_value(field, j, data, size, &element.value))
				break;
			element.usage = rdesc_usage(field, j, element.value);
			if (is_worth_showing(&element))
				take(arg, &element);
		}
	}
}

void rdesc_element_text(const struct rdesc_element *element, char *text, size_t size)
{
	char name[64];

	rdesc_usage_name(element->usage, name, sizeof(name));
	if (element->pressed)
		snprintf(text, size, "%s", name);
	else
		snprintf(text, size, "%s %lld", name, (long long)element->value);
}
