/* SPDX-License-Identifier: GPL-2.0-only */
/* Names of usages and usage pages. */
#ifndef RDESC_NAMES_H
#define RDESC_NAMES_H

#include <stddef.h>
#include <stdint.h>

/*
 * Writes the name of a usage (see RDESC_USAGE), such as "X" or "Button 3", or its numbers if the
 * name is not known. 64 bytes hold any name.
 */
void rdesc_usage_name(uint32_t usage, char *name, size_t size);
/* The name of a usage page, or NULL if it is not known. */
const char *rdesc_page_name(unsigned int page);

#endif
