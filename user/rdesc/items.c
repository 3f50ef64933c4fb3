// SPDX-License-Identifier: GPL-2.0-only
/* Reads report descriptors item by item. */
#include "rdesc/items.h"

static void read_value(struct rdesc_item *item, const uint8_t *bytes, size_t size)
{
	item->value = 0;
	for (size_t i = 0; i < size; i++)
		item->value |= (uint32_t)bytes[i] << 8 * i;
	item->signed_value = item->value;
	if (size == 1)
		item->signed_value = (int8_t)item->value;
	if (size == 2)
		item->signed_value = (int16_t)item->value;
}

static void push(struct rdesc_reader *reader, struct rdesc_item *item)
{
	item->unbalanced = reader->pushes == RDESC_PUSHES_MAX;
	if (!item->unbalanced)
		reader->pushed[reader->pushes++] = reader->globals;
}

static void pop(struct rdesc_reader *reader, struct rdesc_item *item)
{
	item->unbalanced = !reader->pushes;
	if (!item->unbalanced)
		reader->globals = reader->pushed[--reader->pushes];
}

/* 0xff in one byte is 255 and not -1, unless the minimum is negative. */
static int32_t maximum(struct rdesc_item *item, int32_t minimum)
{
	if (minimum >= 0)
		item->signed_value = item->value;
	return item->signed_value;
}

static void track_globals(struct rdesc_reader *reader, struct rdesc_item *item)
{
	struct rdesc_globals *globals = &reader->globals;

	switch (item->kind) {
	case ITEM_USAGE_PAGE:
		globals->page = item->value;
		break;
	case ITEM_LOGICAL_MINIMUM:
		globals->logical_min = item->signed_value;
		break;
	case ITEM_LOGICAL_MAXIMUM:
		globals->logical_max = maximum(item, globals->logical_min);
		break;
	case ITEM_PHYSICAL_MINIMUM:
		globals->physical_min = item->signed_value;
		break;
	case ITEM_PHYSICAL_MAXIMUM:
		globals->physical_max = maximum(item, globals->physical_min);
		break;
	case ITEM_UNIT:
		globals->unit = item->value;
		break;
	case ITEM_UNIT_EXPONENT:
		globals->unit_exponent = rdesc_item_exponent(item);
		break;
	case ITEM_REPORT_SIZE:
		globals->bit_size = item->value;
		break;
	case ITEM_REPORT_ID:
		globals->report_id = item->value;
		break;
	case ITEM_REPORT_COUNT:
		globals->count = item->value;
		break;
	case ITEM_PUSH:
		push(reader, item);
		break;
	case ITEM_POP:
		pop(reader, item);
		break;
	}
}

bool rdesc_next(struct rdesc_reader *reader, struct rdesc_item *item)
{
	static const size_t sizes[] = { 0, 1, 2, 4 };
	const uint8_t *bytes = reader->data + reader->at;
	size_t left = reader->size - reader->at, size;

	if (!left)
		return false;
	*item = (struct rdesc_item){ .bytes = bytes, .kind = bytes[0] & ~3 };
	size = sizes[bytes[0] & 3];
	/* The size of a long item is in the second byte, its kind in the third. */
	if ((bytes[0] & ITEM_LONG) == ITEM_LONG) {
		item->kind = ITEM_LONG;
		size = left < 2 ? 2 : 2 + bytes[1];
	}
	if (left < 1 + size)
		return false;
	item->size = 1 + size;
	read_value(item, bytes + 1, size <= 4 ? size : 0);
	if (item->kind == ITEM_END_COLLECTION && reader->depth)
		reader->depth--;
	item->depth = reader->depth;
	if (item->kind == ITEM_COLLECTION)
		reader->depth++;
	track_globals(reader, item);
	item->page = reader->globals.page;
	reader->at += item->size;
	return true;
}

static bool is_usage(const struct rdesc_item *item)
{
	return item->kind == ITEM_USAGE || item->kind == ITEM_USAGE_MINIMUM ||
	       item->kind == ITEM_USAGE_MAXIMUM;
}

/* The page at the next main item; page if there is none. */
static unsigned int page_of_main(struct rdesc_reader reader, unsigned int page)
{
	struct rdesc_item item;

	while (rdesc_next(&reader, &item))
		if ((item.kind & ITEM_TYPE) == ITEM_MAIN)
			return item.page;
	return page;
}

void rdesc_complete_page(const struct rdesc_reader *reader, struct rdesc_item *item)
{
	struct rdesc_reader ahead = *reader;
	struct rdesc_item next = *item;
	unsigned int page;

	if (!is_usage(item))
		return;
	page = page_of_main(ahead, item->page);
	do {
		/* The page of a range is that of its maximum. */
		if (is_usage(&next) && next.kind != ITEM_USAGE_MINIMUM && next.size < 5 &&
		    next.page == page)
			return;
	} while (rdesc_next(&ahead, &next) && (next.kind & ITEM_TYPE) != ITEM_MAIN);
	item->page = page;
}

bool rdesc_is_padding(const struct rdesc_reader *reader)
{
	for (size_t i = reader->at; i < reader->size; i++)
		if (reader->data[i])
			return false;
	return reader->at < reader->size;
}

int32_t rdesc_item_exponent(const struct rdesc_item *item)
{
	if (item->value >= 8 && item->value <= 15)
		return (int32_t)item->value - 16;
	return item->signed_value;
}

uint32_t rdesc_item_usage(const struct rdesc_item *item)
{
	return item->size == 5 ? item->value : RDESC_USAGE(item->page, item->value);
}
