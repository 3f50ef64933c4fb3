/* SPDX-License-Identifier: GPL-2.0-only */
/* Reads report descriptors item by item, and keeps the state that global items set. */
#ifndef RDESC_ITEMS_H
#define RDESC_ITEMS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The kinds of items: their first byte without the two bits of the size. */
#define ITEM_TYPE 0x0c
#define ITEM_MAIN 0x00
#define ITEM_GLOBAL 0x04
#define ITEM_LOCAL 0x08

#define ITEM_INPUT 0x80
#define ITEM_OUTPUT 0x90
#define ITEM_FEATURE 0xb0
#define ITEM_COLLECTION 0xa0
#define ITEM_END_COLLECTION 0xc0

#define ITEM_USAGE_PAGE 0x04
#define ITEM_LOGICAL_MINIMUM 0x14
#define ITEM_LOGICAL_MAXIMUM 0x24
#define ITEM_PHYSICAL_MINIMUM 0x34
#define ITEM_PHYSICAL_MAXIMUM 0x44
#define ITEM_UNIT_EXPONENT 0x54
#define ITEM_UNIT 0x64
#define ITEM_REPORT_SIZE 0x74
#define ITEM_REPORT_ID 0x84
#define ITEM_REPORT_COUNT 0x94
#define ITEM_PUSH 0xa4
#define ITEM_POP 0xb4

#define ITEM_USAGE 0x08
#define ITEM_USAGE_MINIMUM 0x18
#define ITEM_USAGE_MAXIMUM 0x28
#define ITEM_DELIMITER 0xa8

/* Long items have these bits set, whatever their type and size. No device uses them. */
#define ITEM_LONG 0xf0

/* Bits of an Input, Output or Feature item. */
#define RDESC_CONSTANT (1U << 0) /* not data */
#define RDESC_VARIABLE (1U << 1) /* one element per usage; otherwise an array of usages */
#define RDESC_RELATIVE (1U << 2)
#define RDESC_NULL (1U << 6) /* a value out of range means nothing */
#define RDESC_BUFFERED (1U << 8) /* bytes, not a number */

/* A usage has its page in the upper 16 bits and its ID in the lower 16. */
#define RDESC_USAGE(_page, _id) ((uint32_t)(_page) << 16 | (_id))
#define RDESC_FIRST_VENDOR_PAGE 0xff00

/* The size of hid-core's stack of global items. */
#define RDESC_PUSHES_MAX 4

struct rdesc_item {
	const uint8_t *bytes;
	size_t size; /* of the whole item */
	unsigned int depth; /* number of collections around it */
	unsigned int kind; /* ITEM_* */
	uint32_t value; /* its data without sign extension */
	int32_t signed_value; /* with it; that of a maximum depends on the minimum */
	unsigned int page; /* the usage page in effect */
	bool unbalanced; /* a push that does not fit on the stack, or a pop without a push */
};

/* What global items have set. Push and pop save and restore all of it. */
struct rdesc_globals {
	unsigned int page;
	int32_t logical_min;
	int32_t logical_max; /* read without sign if the minimum is not negative at that point */
	int32_t physical_min;
	int32_t physical_max; /* likewise */
	uint32_t unit;
	int32_t unit_exponent; /* a power of ten */
	uint32_t bit_size;
	uint32_t count;
	uint32_t report_id; /* 0 if none was set */
};

/* Start with { .data = ..., .size = ... }. */
struct rdesc_reader {
	const uint8_t *data;
	size_t size;
	size_t at; /* offset of the next item */
	unsigned int depth;
	struct rdesc_globals globals; /* after the last item read */
	struct rdesc_globals pushed[RDESC_PUSHES_MAX];
	unsigned int pushes;
};

/*
 * Reads the next item. Returns false at the end, or if the remaining bytes are not a whole item:
 * ->at is then less than ->size. Unbalanced pushes and pops do not change the state.
 */
bool rdesc_next(struct rdesc_reader *reader, struct rdesc_item *item);

/*
 * Sets the page of a usage to that which hid-core gives it in the end: a Usage Page also applies to
 * the usages before it up to its main item, from the last one back to the first that has it anyway.
 * Call it when the item has just been read.
 */
void rdesc_complete_page(const struct rdesc_reader *reader, struct rdesc_item *item);

/*
 * Whether nothing but zero bytes follow, such as those that fill up the buffer of some devices. As
 * items, which they are for hid-core, they have no effect.
 */
bool rdesc_is_padding(const struct rdesc_reader *reader);

/*
 * The power of ten that a Unit Exponent item sets. Most devices encode it in four bits, 0xd for -3.
 */
int32_t rdesc_item_exponent(const struct rdesc_item *item);

/*
 * The usage of a Usage, Usage Minimum or Usage Maximum item. Four bytes of data include the page.
 */
uint32_t rdesc_item_usage(const struct rdesc_item *item);

#endif
