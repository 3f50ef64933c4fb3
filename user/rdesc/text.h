/* SPDX-License-Identifier: GPL-2.0-only */
/* Report descriptors as text: item by item, or as reports with their fields. */
#ifndef RDESC_TEXT_H
#define RDESC_TEXT_H

#include "rdesc/items.h"
#include "rdesc/rdesc.h"

#include <stdio.h>

/* Writes an item as text, such as "Usage (Pen)". 128 bytes hold any item. */
void rdesc_item_text(const struct rdesc_item *item, char *text, size_t size);
/* Prints a descriptor as a tree of items, each with its bytes. Each line begins with indent. */
void rdesc_print_items(FILE *file, const void *data, size_t size, const char *indent);
/* Prints the reports, their fields, and the error, if any. Each line begins with indent. */
void rdesc_print_reports(FILE *file, const struct rdesc *rdesc, const char *indent);

#endif
