/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Decodes HID report descriptors: item by item as text, and as a list of reports with their fields.
 *
 * Devices that need a fix often have a descriptor with a mistake in it: what comes before the mistake
 * is decoded.
 */
#ifndef RDESC_H
#define RDESC_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

/* Type of a report, numbered as enum hid_report_type. */
enum rdesc_type {
	RDESC_INPUT,
	RDESC_OUTPUT,
	RDESC_FEATURE,
	RDESC_TYPES,
};

/* Bits of an Input, Output or Feature item. */
#define RDESC_CONSTANT (1U << 0) /* not data */
#define RDESC_VARIABLE (1U << 1) /* one element for each usage; else an array of usages */
#define RDESC_RELATIVE (1U << 2)
#define RDESC_NULL (1U << 6) /* a value out of range says nothing */
#define RDESC_BUFFERED (1U << 8) /* bytes, not a number */

/* Usages are written as the page in the upper 16 bits, the id in the lower. */
#define RDESC_USAGE(_page, _id) ((uint32_t)(_page) << 16 | (_id))

/* A run of usages, both ends included. */
struct rdesc_usages {
	uint32_t first;
	uint32_t last;
};

/* A collection of the descriptor. */
struct rdesc_collection {
	uint32_t usage; /* 0 if it has none */
	uint8_t kind; /* what its item says: 0 physical, 1 application, ... */
	int parent; /* the one it is in, by its place in the list; -1 if it is in none */
};

/* One Input, Output or Feature item: some elements of the same size. */
struct rdesc_field {
	uint32_t application; /* usage of the outermost collection, 0 if there is none */
	int collection; /* the innermost one, by its place in the list; -1 if there is none */
	unsigned int flags;
	/* Where it begins: from the beginning of the report, with its number if reports have any. */
	unsigned int bit_offset;
	unsigned int bit_size; /* of one element */
	unsigned int count; /* of elements */
	int32_t logical_min;
	int32_t logical_max;
	struct rdesc_usages *usages;
	size_t usages_count;
};

struct rdesc_report {
	enum rdesc_type type;
	uint8_t id; /* 0 if reports have no number */
	unsigned int bits; /* with the number */
	struct rdesc_field *fields;
	size_t fields_count;
};

struct rdesc {
	bool numbered; /* reports begin with their number */
	struct rdesc_report *reports; /* in the order of the descriptor */
	size_t reports_count;
	struct rdesc_collection *collections; /* in the order of the descriptor */
	size_t collections_count;
	char error[160]; /* the mistake, "" if there is none */
};

/*
 * Decodes a descriptor: 0, or -1 if there is a mistake in it; ->error says which and where. In both
 * cases *rdesc has to be freed.
 */
int rdesc_parse(struct rdesc *rdesc, const void *data, size_t size);
void rdesc_free(struct rdesc *rdesc);

/* The report that these bytes are, or that has this number; NULL if the descriptor has no such one. */
const struct rdesc_report *rdesc_find(const struct rdesc *rdesc, enum rdesc_type type, uint8_t id);
const struct rdesc_report *rdesc_match(const struct rdesc *rdesc, enum rdesc_type type,
				       const void *data, size_t size);
/* Length of a report in bytes. */
size_t rdesc_report_size(const struct rdesc_report *report);

/* Reads an element out of a report; false if the report is too short to have it. */
bool rdesc_value(const struct rdesc_field *field, unsigned int element, const void *report,
		 size_t size, int64_t *value);
/*
 * What an element stands for; of an array, what it stands for now that it has this value. 0 if the
 * descriptor does not say.
 */
uint32_t rdesc_usage(const struct rdesc_field *field, unsigned int element, int64_t value);

/* Writes the name of a usage, as "X" or "Button 3", or its numbers if it has none here. */
void rdesc_usage_name(uint32_t usage, char *name, size_t size);
/* The name of a usage page, or of a type of report; NULL if the page has none here. */
const char *rdesc_page_name(unsigned int page);
const char *rdesc_type_name(enum rdesc_type type);

/* One item of a descriptor. */
struct rdesc_item {
	const uint8_t *bytes;
	size_t size; /* all of it */
	unsigned int depth; /* of collections */
	unsigned int kind; /* its first byte without the two bits of the size */
	uint32_t value; /* as it stands */
	int32_t signed_value;
	unsigned int page; /* the usage page at this place */
};

/* Reads a descriptor item by item: set it to { .data = ..., .size = ... }. */
struct rdesc_reader {
	const uint8_t *data;
	size_t size;
	size_t at; /* where the next item begins */
	unsigned int depth;
	unsigned int page;
	unsigned int pushed[8]; /* pages */
	unsigned int pushes;
};

/* False at the end, or where the rest is no whole item: then reader.at is less than reader.size. */
bool rdesc_next(struct rdesc_reader *reader, struct rdesc_item *item);
/* The whole usage of an item: one of four bytes brings its page. */
uint32_t rdesc_item_usage(const struct rdesc_item *item);
/* Writes what an item says: "Usage (Pen)". */
void rdesc_item_text(const struct rdesc_item *item, char *text, size_t size);

/* Prints a descriptor item by item, each with its bytes, as a tree; each line begins with indent. */
void rdesc_print_items(FILE *file, const void *data, size_t size, const char *indent);
/* Prints the reports, their fields, and the mistake, if there is one. */
void rdesc_print_reports(FILE *file, const struct rdesc *rdesc, const char *indent);

#endif
