// SPDX-License-Identifier: GPL-2.0-only
/* Decodes HID report descriptors into reports and their fields, as hid-core does. */
#include "rdesc/rdesc.h"

#include "cli/array.h"
#include "cli/error_text.h"
#include "rdesc/text.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Limits of hid-core. */
#define MAX_BIT_SIZE 256
#define MAX_USAGES 12288 /* of a field; also its highest count */
#define MAX_FIELDS 256 /* of a report; further ones are ignored */

#define IDS_PER_PAGE 0x10000

struct local_usages {
	struct rdesc_usages range;
	bool has_page; /* brought by an item of four bytes */
};

struct parser {
	struct rdesc *rdesc;
	struct rdesc_reader reader;
	size_t report_max; /* bytes */
	size_t at; /* offset of the current item */
	int collection; /* the innermost one, as in struct rdesc_field */
	/* Local items apply to the next main item only. */
	struct local_usages *usages;
	size_t usages_count;
	unsigned int usages_total; /* in all ranges */
	uint32_t usage_min;
	bool delimiter_is_open;
	unsigned int delimiters; /* opened so far */
};

static int no_memory(struct parser *parser)
{
	return error_text(parser->rdesc->error, "out of memory");
}

/* Says why the kernel refuses an item, and what it logs then. */
__attribute__((format(printf, 4, 5))) static int refuse(struct parser *parser,
							const struct rdesc_item *item,
							const char *reason, const char *log, ...)
{
	char text[128], logged[80];
	va_list args;

	va_start(args, log);
	vsnprintf(logged, sizeof(logged), log, args);
	va_end(args);
	rdesc_item_text(item, text, sizeof(text));
	return error_text(parser->rdesc->error, "%s, at byte %zu, %s; the kernel logs \"%s\"",
			  reason, parser->at, text, logged);
}

/* The same for what is wrong at the end. */
static int refuse_end(struct parser *parser, const char *reason, const char *log)
{
	return error_text(parser->rdesc->error, "%s, at byte %zu, the end; the kernel logs \"%s\"",
			  reason, parser->reader.at, log);
}

static int add_usages(struct parser *parser, uint32_t first, uint32_t last, bool has_page)
{
	struct local_usages *usages = array_add(parser->usages, parser->usages_count);

	if (!usages)
		return no_memory(parser);
	*usages = (struct local_usages){ { first, last }, has_page };
	parser->usages_total += last - first + 1;
	return 0;
}

static int add_usage(struct parser *parser, const struct rdesc_item *item)
{
	uint32_t usage = rdesc_item_usage(item);

	if (parser->usages_total == MAX_USAGES)
		return refuse(parser, item, "too many usages", "usage index exceeded");
	return add_usages(parser, usage, usage, item->size == 5);
}

/*
 * A range that is too long is shortened, and so is one whose maximum is below its minimum, as its
 * length wraps around. The page is that of the maximum.
 */
static int add_range(struct parser *parser, const struct rdesc_item *item)
{
	uint32_t min = parser->usage_min, max = item->value, page = item->page << 16;
	uint32_t room = MAX_USAGES - parser->usages_total;
	bool has_page = item->size == 5;
	int err = 0;

	if (max - min + parser->usages_total >= MAX_USAGES) {
		max = room + min - 1;
		if (!max)
			return refuse(parser, item, "too many usages",
				      "no more usage index available");
	}
	if (min > max)
		return 0;
	if (max == UINT32_MAX || max - min >= room)
		return refuse(parser, item, "too many usages", "usage index exceeded");
	if (has_page)
		return add_usages(parser, min, max, true);
	/* The IDs wrap around within their page. */
	while (!err && min <= max) {
		uint32_t first = min % IDS_PER_PAGE, count = IDS_PER_PAGE - first;

		if (count > max - min + 1)
			count = max - min + 1;
		err = add_usages(parser, page | first, page | (first + count - 1), false);
		min += count;
	}
	return err;
}

static int parse_delimiter(struct parser *parser, const struct rdesc_item *item)
{
	if (!item->value && !parser->delimiter_is_open)
		return refuse(parser, item, "a delimiter is closed that is not open",
			      "bogus close delimiter");
	if (item->value && parser->delimiter_is_open)
		return refuse(parser, item, "a delimiter within delimiters", "nested delimiters");
	parser->delimiter_is_open = item->value;
	if (item->value)
		parser->delimiters++;
	return 0;
}

static void forget_locals(struct parser *parser)
{
	free(parser->usages);
	parser->usages = NULL;
	parser->usages_count = parser->usages_total = 0;
	parser->usage_min = 0;
	parser->delimiter_is_open = false;
	parser->delimiters = 0;
}

static int parse_local(struct parser *parser, const struct rdesc_item *item)
{
	if (item->kind == ITEM_DELIMITER)
		return parse_delimiter(parser, item);
	/* Of alternative usages, the first set counts. */
	if (parser->delimiters > 1)
		return 0;
	switch (item->kind) {
	case ITEM_USAGE:
		return add_usage(parser, item);
	case ITEM_USAGE_MINIMUM:
		parser->usage_min = item->value;
		return 0;
	case ITEM_USAGE_MAXIMUM:
		return add_range(parser, item);
	}
	return 0;
}

static int check_report_id(struct parser *parser, const struct rdesc_item *item)
{
	if (!item->value || item->value > 255)
		return refuse(parser, item, "the report ID is not in the range 1 to 255",
			      "report_id %u is invalid", item->value);
	parser->rdesc->numbered = true;
	return 0;
}

static int parse_global(struct parser *parser, const struct rdesc_item *item)
{
	switch (item->kind) {
	case ITEM_USAGE_PAGE:
	case ITEM_LOGICAL_MINIMUM:
	case ITEM_LOGICAL_MAXIMUM:
	case ITEM_PHYSICAL_MINIMUM:
	case ITEM_PHYSICAL_MAXIMUM:
	case ITEM_UNIT:
	case ITEM_UNIT_EXPONENT:
		return 0;
	case ITEM_REPORT_ID:
		return check_report_id(parser, item);
	case ITEM_REPORT_SIZE:
		return item->value <= MAX_BIT_SIZE ?
			       0 :
			       refuse(parser, item, "a field of more than 256 bits",
				      "invalid report_size %d", (int)item->value);
	case ITEM_REPORT_COUNT:
		return item->value <= MAX_USAGES ?
			       0 :
			       refuse(parser, item, "a count of more than 12288",
				      "invalid report_count %d", (int)item->value);
	case ITEM_PUSH:
		return !item->unbalanced ? 0 :
					   refuse(parser, item, "more than 4 pushes",
						  "global environment stack overflow");
	case ITEM_POP:
		return !item->unbalanced ? 0 :
					   refuse(parser, item, "a pop without a push",
						  "global environment stack underflow");
	}
	return refuse(parser, item, "an unknown global item", "unknown global tag 0x%x",
		      item->kind >> 4);
}

uint32_t rdesc_enclosing(const struct rdesc *rdesc, int collection, uint8_t kind)
{
	for (int i = collection; i >= 0; i = rdesc->collections[i].parent)
		if (rdesc->collections[i].kind == kind)
			return rdesc->collections[i].usage;
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
		*report = (struct rdesc_report){
			.type = type,
			.id = id,
			.application =
				rdesc_enclosing(rdesc, parser->collection, RDESC_APPLICATION),
			.bits = id ? 8 : 0,
		};
	return report;
}

static bool range_is_valid(const struct rdesc_globals *globals)
{
	if (globals->logical_min < 0)
		return globals->logical_max >= globals->logical_min;
	return (uint32_t)globals->logical_max >= (uint32_t)globals->logical_min;
}

/* Moves the usages to a field. Returns false when memory runs out. */
static bool take_usages(struct parser *parser, struct rdesc_field *field)
{
	size_t count = parser->usages_count;

	field->usages = count ? calloc(count, sizeof(*field->usages)) : NULL;
	if (!field->usages)
		return !count;
	for (size_t i = 0; i < count; i++)
		field->usages[i] = parser->usages[i].range;
	field->usages_count = count;
	return true;
}

static unsigned int fields_with_usages(const struct rdesc_report *report)
{
	unsigned int count = 0;

	for (size_t i = 0; i < report->fields_count; i++)
		count += report->fields[i].usages_count > 0;
	return count;
}

static int add_field(struct parser *parser, const struct rdesc_item *item, enum rdesc_type type)
{
	const struct rdesc_globals *globals = &parser->reader.globals;
	struct rdesc_report *report = get_report(parser, type);
	struct rdesc_field *field;
	unsigned int bits;

	if (!report)
		return no_memory(parser);
	if (!range_is_valid(globals))
		return refuse(parser, item, "the logical maximum is below the minimum",
			      "item 0 %zu 0 %u parsing failed", item->size - 1, item->kind >> 4);
	bits = report->bits + globals->bit_size * globals->count;
	if (bits - (report->id ? 8 : 0) > parser->report_max * 8)
		return refuse(parser, item, "the report is too long", "report is too long");
	if (fields_with_usages(report) == MAX_FIELDS)
		forget_locals(parser);
	field = array_add(report->fields, report->fields_count);
	if (!field)
		return no_memory(parser);
	*field = (struct rdesc_field){
		.application =
			rdesc_enclosing(parser->rdesc, parser->collection, RDESC_APPLICATION),
		.collection = parser->collection,
		.flags = item->value,
		.bit_offset = report->bits,
		.bit_size = globals->bit_size,
		.count = globals->count,
		.logical_min = globals->logical_min,
		.logical_max = globals->logical_max,
		.physical_min = globals->physical_min,
		.physical_max = globals->physical_max,
		.unit = globals->unit,
		.unit_exponent = globals->unit_exponent,
	};
	report->bits = bits;
	return take_usages(parser, field) ? 0 : no_memory(parser);
}

static int begin_collection(struct parser *parser, uint8_t kind)
{
	struct rdesc *rdesc = parser->rdesc;
	struct rdesc_collection *collection;

	collection = array_add(rdesc->collections, rdesc->collections_count);
	if (!collection)
		return no_memory(parser);
	*collection = (struct rdesc_collection){
		.usage = parser->usages_count ? parser->usages[0].range.first : 0,
		.kind = kind,
		.parent = parser->collection,
	};
	parser->collection = rdesc->collections_count - 1;
	return 0;
}

static int end_collection(struct parser *parser, const struct rdesc_item *item)
{
	if (parser->collection < 0)
		return refuse(parser, item, "an End Collection without a Collection",
			      "collection stack underflow");
	parser->collection = parser->rdesc->collections[parser->collection].parent;
	return 0;
}

/*
 * A Usage Page also applies to the usages before it, up to the main item: from the last one back to
 * the first that has this page anyway.
 */
static void apply_last_page(struct parser *parser)
{
	uint32_t page = parser->reader.globals.page;

	for (size_t i = parser->usages_count; i--;) {
		struct rdesc_usages *range = &parser->usages[i].range;

		if (parser->usages[i].has_page)
			continue;
		if (range->first >> 16 == page)
			break;
		range->first = RDESC_USAGE(page, range->first & 0xffff);
		range->last = RDESC_USAGE(page, range->last & 0xffff);
	}
}

static int parse_main(struct parser *parser, const struct rdesc_item *item)
{
	int err = 0;

	apply_last_page(parser);
	switch (item->kind) {
	case ITEM_INPUT:
		err = add_field(parser, item, RDESC_INPUT);
		break;
	case ITEM_OUTPUT:
		err = add_field(parser, item, RDESC_OUTPUT);
		break;
	case ITEM_FEATURE:
		err = add_field(parser, item, RDESC_FEATURE);
		break;
	case ITEM_COLLECTION:
		err = begin_collection(parser, item->value);
		break;
	case ITEM_END_COLLECTION:
		err = end_collection(parser, item);
		break;
	}
	forget_locals(parser);
	return err;
}

static int parse_item(struct parser *parser, const struct rdesc_item *item)
{
	if (item->kind == ITEM_LONG)
		return refuse(parser, item, "a long item", "unexpected long global item");
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

/* What can only be seen after the last item. */
static int check_end(struct parser *parser)
{
	struct rdesc_reader *reader = &parser->reader;
	char log[80];

	if (!reader->size || reader->at < reader->size) {
		snprintf(log, sizeof(log), "item fetching failed at offset %zu/%zu", reader->at,
			 reader->size);
		return refuse_end(parser,
				  reader->size ? "the last item is truncated" :
						 "the descriptor is empty",
				  log);
	}
	if (parser->collection >= 0)
		return refuse_end(parser, "a Collection without an End Collection",
				  "unbalanced collection at end of report description");
	if (parser->delimiter_is_open)
		return refuse_end(parser, "a delimiter that is not closed",
				  "unbalanced delimiter at end of report description");
	return 0;
}

static int parse(struct rdesc *rdesc, const void *data, size_t size, size_t report_max)
{
	struct parser parser = {
		.rdesc = rdesc,
		.reader = { .data = data, .size = size },
		.report_max = report_max,
		.collection = -1,
	};
	struct rdesc_item item;
	int err = 0;

	*rdesc = (struct rdesc){ 0 };
	while (!err && (parser.at = parser.reader.at, rdesc_next(&parser.reader, &item)))
		err = parse_item(&parser, &item);
	if (!err)
		err = check_end(&parser);
	forget_locals(&parser);
	return err;
}

int rdesc_parse(struct rdesc *rdesc, const void *data, size_t size)
{
	return parse(rdesc, data, size, RDESC_REPORT_MAX);
}

bool rdesc_is_accepted(const void *data, size_t size, size_t report_max, char error[256])
{
	struct rdesc rdesc;
	int err = parse(&rdesc, data, size, report_max);

	memcpy(error, rdesc.error, sizeof(rdesc.error));
	rdesc_free(&rdesc);
	return !err;
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

/* Reports of one type may have IDs, and those of another none. */
static bool is_numbered(const struct rdesc *rdesc, enum rdesc_type type)
{
	for (size_t i = 0; i < rdesc->reports_count; i++)
		if (rdesc->reports[i].type == type && rdesc->reports[i].id)
			return true;
	return false;
}

const struct rdesc_report *rdesc_match(const struct rdesc *rdesc, enum rdesc_type type,
				       const void *data, size_t size)
{
	const uint8_t *bytes = data;

	if (!size)
		return NULL;
	return rdesc_find(rdesc, type, is_numbered(rdesc, type) ? bytes[0] : 0);
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
