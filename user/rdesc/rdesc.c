// SPDX-License-Identifier: GPL-2.0-only
/* Decodes HID report descriptors into reports and their fields. */
#include "rdesc/rdesc.h"

#include "cli/array.h"
#include "cli/error_text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Limits of hid-core. The kernel rejects descriptors that exceed them. */
#define MAX_BIT_SIZE 256
#define MAX_COUNT 12288
#define MAX_REPORT_BITS (16384 * 8)

struct parser {
	struct rdesc *rdesc;
	struct rdesc_reader reader;
	unsigned int depth; /* of collections */
	uint32_t application;
	int collection; /* the innermost one, as in struct rdesc_field */
	/* Local items apply to the next main item only. */
	struct rdesc_usages *usages;
	size_t usages_count;
	uint32_t usage_min;
	bool has_usage_min;
};

static int add_usages(struct parser *parser, uint32_t first, uint32_t last)
{
	struct rdesc_usages *usages = array_add(parser->usages, parser->usages_count);

	if (!usages)
		return error_text(parser->rdesc->error, "out of memory");
	*usages = (struct rdesc_usages){ first, last };
	return 0;
}

static void forget_locals(struct parser *parser)
{
	free(parser->usages);
	parser->usages = NULL;
	parser->usages_count = 0;
	parser->has_usage_min = false;
}

static int parse_local(struct parser *parser, const struct rdesc_item *item)
{
	uint32_t usage = rdesc_item_usage(item);

	switch (item->kind) {
	case ITEM_USAGE:
		return add_usages(parser, usage, usage);
	case ITEM_USAGE_MINIMUM:
		parser->usage_min = usage;
		parser->has_usage_min = true;
		return 0;
	case ITEM_USAGE_MAXIMUM:
		if (!parser->has_usage_min || usage < parser->usage_min)
			return error_text(parser->rdesc->error,
					  "a usage maximum without a smaller minimum");
		parser->has_usage_min = false;
		return add_usages(parser, parser->usage_min, usage);
	}
	return 0;
}

static int check_report_id(struct parser *parser, uint32_t id)
{
	if (!id || id > 255)
		return error_text(parser->rdesc->error, "report ID %u; the valid range is 1 to 255",
				  id);
	parser->rdesc->numbered = true;
	return 0;
}

static int parse_global(struct parser *parser, const struct rdesc_item *item)
{
	struct rdesc *rdesc = parser->rdesc;

	if (item->kind == ITEM_REPORT_ID)
		return check_report_id(parser, item->value);
	if (item->kind == ITEM_REPORT_SIZE && item->value > MAX_BIT_SIZE)
		return error_text(rdesc->error, "a field of %u bits; the kernel accepts %d",
				  item->value, MAX_BIT_SIZE);
	if (item->kind == ITEM_REPORT_COUNT && item->value > MAX_COUNT)
		return error_text(rdesc->error, "a count of %u; the kernel accepts %d", item->value,
				  MAX_COUNT);
	if (item->kind == ITEM_PUSH && item->unbalanced)
		return error_text(rdesc->error, "more than %d pushes", RDESC_PUSHES_MAX);
	if (item->kind == ITEM_POP && item->unbalanced)
		return error_text(rdesc->error, "a pop without a push");
	return 0;
}

/* Finds the report that a main item adds to, or adds it on first use. */
static struct rdesc_report *get_report(struct parser *parser, enum rdesc_type type)
{
	struct rdesc *rdesc = parser->rdesc;
	uint8_t id = parser->reader.globals.report_id;
	struct rdesc_report *report = (struct rdesc_report *)rdesc_find(rdesc, type, id);

	if (report)
		return report;
	report = array_add(rdesc->reports, rdesc->reports_count);
	if (report)
		*report = (struct rdesc_report){ .type = type, .id = id, .bits = id ? 8 : 0 };
	return report;
}

/* 0xff in one byte means 255, not -1, if the minimum is not negative. */
static int32_t logical_max(const struct rdesc_globals *globals)
{
	if (globals->logical_min >= 0 && globals->logical_max < 0)
		return globals->logical_max_unsigned;
	return globals->logical_max;
}

static int add_field(struct parser *parser, enum rdesc_type type, unsigned int flags)
{
	const struct rdesc_globals *globals = &parser->reader.globals;
	struct rdesc_report *report = get_report(parser, type);
	struct rdesc_field *field;

	if (!report)
		return error_text(parser->rdesc->error, "out of memory");
	if (report->bits + globals->bit_size * globals->count > MAX_REPORT_BITS)
		return error_text(parser->rdesc->error,
				  "report %u is longer than the kernel accepts", report->id);
	field = array_add(report->fields, report->fields_count);
	if (!field)
		return error_text(parser->rdesc->error, "out of memory");
	*field = (struct rdesc_field){
		.application = parser->application,
		.collection = parser->collection,
		.flags = flags,
		.bit_offset = report->bits,
		.bit_size = globals->bit_size,
		.count = globals->count,
		.logical_min = globals->logical_min,
		.logical_max = logical_max(globals),
		.usages = parser->usages,
		.usages_count = parser->usages_count,
	};
	report->bits += globals->bit_size * globals->count;
	/* The field owns them now. */
	parser->usages = NULL;
	return 0;
}

static int begin_collection(struct parser *parser, uint8_t kind)
{
	struct rdesc *rdesc = parser->rdesc;
	uint32_t usage = parser->usages_count ? parser->usages[0].first : 0;
	struct rdesc_collection *collection;

	collection = array_add(rdesc->collections, rdesc->collections_count);
	if (!collection)
		return error_text(rdesc->error, "out of memory");
	*collection = (struct rdesc_collection){
		.usage = usage,
		.kind = kind,
		.parent = parser->collection,
	};
	parser->collection = rdesc->collections_count - 1;
	if (!parser->depth++)
		parser->application = usage;
	return 0;
}

static int end_collection(struct parser *parser)
{
	if (!parser->depth)
		return error_text(parser->rdesc->error, "an End Collection without a Collection");
	parser->collection = parser->rdesc->collections[parser->collection].parent;
	if (!--parser->depth)
		parser->application = 0;
	return 0;
}

static int parse_main(struct parser *parser, const struct rdesc_item *item)
{
	int err = 0;

	switch (item->kind) {
	case ITEM_INPUT:
		err = add_field(parser, RDESC_INPUT, item->value);
		break;
	case ITEM_OUTPUT:
		err = add_field(parser, RDESC_OUTPUT, item->value);
		break;
	case ITEM_FEATURE:
		err = add_field(parser, RDESC_FEATURE, item->value);
		break;
	case ITEM_COLLECTION:
		err = begin_collection(parser, item->value);
		break;
	case ITEM_END_COLLECTION:
		err = end_collection(parser);
		break;
	}
	forget_locals(parser);
	return err;
}

static int parse_item(struct parser *parser, const struct rdesc_item *item)
{
	switch (item->kind & ITEM_TYPE) {
	case ITEM_MAIN:
		return parse_main(parser, item);
	case ITEM_GLOBAL:
		return parse_global(parser, item);
	case ITEM_LOCAL:
		return parse_local(parser, item);
	}
	return 0;
}

/* Appends the position to the error message. */
static void add_place(struct rdesc *rdesc, size_t at)
{
	size_t len = strlen(rdesc->error);

	snprintf(rdesc->error + len, sizeof(rdesc->error) - len, ", at byte %zu", at);
}

int rdesc_parse(struct rdesc *rdesc, const void *data, size_t size)
{
	struct parser parser = {
		.rdesc = rdesc,
		.reader = { .data = data, .size = size },
		.collection = -1,
	};
	struct rdesc_reader *reader = &parser.reader;
	struct rdesc_item item;
	size_t at = 0;
	int err = 0;

	*rdesc = (struct rdesc){ 0 };
	while (!err && (at = reader->at, rdesc_next(reader, &item)))
		err = parse_item(&parser, &item);
	if (!err && reader->at < size)
		err = error_text(rdesc->error, "the last item is truncated");
	if (!err && parser.depth)
		err = error_text(rdesc->error, "a Collection without an End Collection");
	if (err)
		add_place(rdesc, at);
	forget_locals(&parser);
	return err;
}

void rdesc_free(struct rdesc *rdesc)
{
	for (size_t i = 0; i < rdesc->reports_count; i++) {
		struct rdesc_report *report = &rdesc->reports[i];

		for (size_t j = 0; j < report->fields_count; j++)
			free(report->fields[j].usages);
		free(report->fields);
	}
	free(rdesc->reports);
	free(rdesc->collections);
	*rdesc = (struct rdesc){ 0 };
}

const struct rdesc_report *rdesc_find(const struct rdesc *rdesc, enum rdesc_type type, uint8_t id)
{
	for (size_t i = 0; i < rdesc->reports_count; i++)
		if (rdesc->reports[i].type == type && rdesc->reports[i].id == id)
			return &rdesc->reports[i];
	return NULL;
}

const struct rdesc_report *rdesc_match(const struct rdesc *rdesc, enum rdesc_type type,
				       const void *data, size_t size)
{
	const uint8_t *bytes = data;

	if (!size)
		return NULL;
	return rdesc_find(rdesc, type, rdesc->numbered ? bytes[0] : 0);
}

size_t rdesc_report_size(const struct rdesc_report *report)
{
	return (report->bits + 7) / 8;
}

bool rdesc_value(const struct rdesc_field *field, unsigned int element, const void *report,
		 size_t size, int64_t *value)
{
	const uint8_t *bytes = report;
	size_t bit = field->bit_offset + (size_t)element * field->bit_size;
	unsigned int bits = field->bit_size > 32 ? 32 : field->bit_size;

	if (bit + bits > size * 8)
		return false;
	*value = 0;
	for (unsigned int i = 0; i < bits; i++, bit++)
		*value |= (int64_t)(bytes[bit / 8] >> bit % 8 & 1) << i;
	if (field->logical_min < 0 && bits && *value >> (bits - 1))
		*value -= (int64_t)1 << bits;
	return true;
}

/* The usage at an index into a field's usages. With repeat_last, the last one covers the rest. */
static uint32_t usage_at(const struct rdesc_field *field, uint64_t place, bool repeat_last)
{
	for (size_t i = 0; i < field->usages_count; i++) {
		const struct rdesc_usages *usages = &field->usages[i];
		uint64_t count = (uint64_t)usages->last - usages->first + 1;

		if (place < count)
			return usages->first + place;
		place -= count;
	}
	return repeat_last && field->usages_count ? field->usages[field->usages_count - 1].last : 0;
}

uint32_t rdesc_usage(const struct rdesc_field *field, unsigned int element, int64_t value)
{
	if (field->flags & RDESC_VARIABLE)
		return usage_at(field, element, true);
	if (value < field->logical_min || value > field->logical_max)
		return 0;
	return usage_at(field, value - field->logical_min, false);
}
