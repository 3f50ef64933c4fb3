/* SPDX-License-Identifier: GPL-2.0-only */
/* Names of usages and usage pages, and their identifiers in bpf/include/hid_usages.h. */
#ifndef RDESC_NAMES_H
#define RDESC_NAMES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * Writes the name of a usage (see RDESC_USAGE), such as "X" or "Button 3", or its numbers if the
 * name is not known. 64 bytes hold any name.
 */
void rdesc_usage_name(uint32_t usage, char *name, size_t size);
/*
 * Writes the name of a usage page, such as "Generic Desktop". 40 bytes hold any name. Returns false
 * if it is not known.
 */
bool rdesc_page_name(unsigned int page, char *name, size_t size);

/* The identifier without "HidUsage_", such as "GD_X", or NULL if there is none. */
const char *rdesc_usage_macro(uint32_t usage);
/* The identifier without "HidUsagePage_", such as "GenericDesktop", or NULL if there is none. */
const char *rdesc_page_macro(unsigned int page);

#endif
