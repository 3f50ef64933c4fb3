/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Decodes HID report descriptors into reports with their fields, exactly as hid-core does.
 *
 * Devices that need a fix often have a descriptor that the kernel refuses, so everything before the
 * error is decoded.
 */
#ifndef RDESC_H
#define RDESC_H

#include "rdesc/items.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Type of a report, with the values of enum hid_report_type. */
enum rdesc_type {
	RDESC_INPUT,
	RDESC_OUTPUT,
	RDESC_FEATURE,
	RDESC_TYPES,
};

/* Reports that are longer are refused, the report ID not counted, by hid-core and by uhid. */
#define RDESC_REPORT_MAX (16384 - 1)
#define RDESC_UHID_REPORT_MAX (4096 - 1)

/* A range of usages (see RDESC_USAGE), both ends included. */
struct rdesc_usages {
	uint32_t first;
	uint32_t last;
};

/* Kinds of collections. */
#define RDESC_PHYSICAL 0
#define RDESC_APPLICATION 1
#define RDESC_LOGICAL 2

struct rdesc_collection {
	uint32_t usage; /* 0 if it has none */
	uint8_t kind; /* data of its item: RDESC_PHYSICAL, ... */
	int parent; /* index of the enclosing collection, or -1 */
};

/* One Input, Output or Feature item: elements of the same size. */
struct rdesc_field {
	uint32_t application; /* usage of the innermost application collection, or 0 */
	int collection; /* index of the innermost collection, or -1 */
	unsigned int flags; /* RDESC_CONSTANT, ... */
	unsigned int bit_offset; /* from the beginning of the report, including its ID */
	unsigned int bit_size; /* of one element */
	unsigned int count; /* of elements */
	int32_t logical_min;
	int32_t logical_max;
	int32_t physical_min;
	int32_t physical_max;
	uint32_t unit;
	int32_t unit_exponent; /* a power of ten */
	struct rdesc_usages *usages; /* without any, the kernel takes the field for padding */
	size_t usages_count;
};

struct rdesc_report {
	enum rdesc_type type;
	uint8_t id; /* 0 if reports have no ID */
	uint32_t application; /* of its first item, as in struct rdesc_field */
	unsigned int bits; /* including the ID */
	struct rdesc_field *fields;
	size_t fields_count;
};

struct rdesc {
	bool numbered; /* reports begin with their ID */
	struct rdesc_report *reports; /* in the order of the descriptor */
	size_t reports_count;
	struct rdesc_collection *collections; /* in the order of the descriptor */
	size_t collections_count;
	/* Which item the kernel refuses, why, and what it logs; "" if it accepts the descriptor. */
	char error[256];
};

/*
 * Decodes a descriptor. Returns 0, or -1 with ->error set if the kernel refuses it. In both cases
 * the caller must free *rdesc with rdesc_free().
 */
int rdesc_parse(struct rdesc *rdesc, const void *data, size_t size);
void rdesc_free(struct rdesc *rdesc);
/*
 * Whether the kernel accepts a descriptor for a transport whose reports have at most report_max
 * bytes: RDESC_REPORT_MAX, or RDESC_UHID_REPORT_MAX for a device that is made with uhid. If not,
 * error says which item it refuses, why, and what it logs.
 */
bool rdesc_is_accepted(const void *data, size_t size, size_t report_max, char error[256]);

/* The usage of the innermost collection of this kind around a collection or itself, or 0. */
uint32_t rdesc_enclosing(const struct rdesc *rdesc, int collection, uint8_t kind);

/* The report with this ID, or NULL. */
const struct rdesc_report *rdesc_find(const struct rdesc *rdesc, enum rdesc_type type, uint8_t id);
/* The description of a report, given its bytes, or NULL. */
const struct rdesc_report *rdesc_match(const struct rdesc *rdesc, enum rdesc_type type,
				       const void *data, size_t size);
/* Length of a report in bytes. */
size_t rdesc_report_size(const struct rdesc_report *report);

/* Extracts an element from a report. Returns false if the report is too short to contain it. */
bool rdesc_value(const struct rdesc_field *field, unsigned int element, const void *report,
		 size_t size, int64_t *value);
/*
 * The usage of an element. In an array it depends on the element's value. 0 if the descriptor does
 * not define one.
 */
uint32_t rdesc_usage(const struct rdesc_field *field, unsigned int element, int64_t value);

#endif
