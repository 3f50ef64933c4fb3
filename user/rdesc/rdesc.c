// SPDX-License-Identifier: GPL-2.0-only
/* Decodes HID report descriptors into reports and their fields. */
#include "rdesc/rdesc.h"

#include "rdesc/items.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

/* What hid-core takes at most; beyond it the kernel refuses the descriptor. */
#define MAX_BIT_SIZE 256
#define MAX_COUNT 12288
#define MAX_REPORT_BITS (16384 * 8)

#define MAX_PUSHES 8

/* Items keep their meaning until they are said anew; push and pop save and restore these. */
struct globals {
	unsigned int page;
	int32_t logical_min;
	int32_t logical_max;
	uint32_t logical_max_unsigned;
	uint32_t bit_size;
	uint32_t count;
	uint8_t report_id;
};

struct parser {
	struct rdesc *rdesc;
	struct globals globals;
	struct globals pushed[MAX_PUSHES];
	unsigned int pushes;
	unsigned int depth;
	uint32_t application;
	int collection; /* the innermost, as in struct rdesc_field */
	/* Local items are for the next main item only. */
	struct rdesc_usages *usages;
	size_t usages_count;
	uint32_t usage_min;
	bool has_usage_min;
};

static int error(struct rdesc *rdesc, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
static int error(struct rdesc *rdesc, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	vsnprintf(rdesc->error, sizeof(rdesc->error), format, args);
	va_end(args);
	return -1;
}

static int add_usages(struct parser *parser, uint32_t first, uint32_t last)
{
	struct rdesc_usages *usages;

	usages = realloc(parser->usages, (parser->usages_count + 1) * sizeof(*usages));
	if (!usages)
		return error(parser->rdesc, "out of memory");
	usages[parser->usages_count++] = (struct rdesc_usages){ first, last };
	parser->usages = usages;
	return 0;
}

static void forget_locals(struct parser *parser)
{
	free(parser->usages);
	parser->usages = NULL;
	parser->usages_count = 0;
	parser->has_usage_min = false;
}

/* A usage of four bytes brings its page. */
static uint32_t whole_usage(const struct parser *parser, const struct rdesc_item *item)
{
	return item->size == 5 ? item->value : RDESC_USAGE(parser->globals.page, item->value);
}

static int parse_local(struct parser *parser, const struct rdesc_item *item)
{
	uint32_t usage = whole_usage(parser, item);

	switch (item->kind) {
	case ITEM_USAGE:
		return add_usages(parser, usage, usage);
	case ITEM_USAGE_MINIMUM:
		parser->usage_min = usage;
		parser->has_usage_min = true;
		return 0;
	case ITEM_USAGE_MAXIMUM:
		if (!parser->has_usage_min || usage < parser->usage_min)
			return error(parser->rdesc, "a usage maximum without a smaller minimum");
		parser->has_usage_min = false;
		return add_usages(parser, parser->usage_min, usage);
	}
	return 0;
}

static int push(struct parser *parser)
{
	if (parser->pushes == MAX_PUSHES)
		return error(parser->rdesc, "more than %d pushes", MAX_PUSHES);
	parser->pushed[parser->pushes++] = parser->globals;
	return 0;
}

static int pop(struct parser *parser)
{
	if (!parser->pushes)
		return error(parser->rdesc, "a pop without a push");
	parser->globals = parser->pushed[--parser->pushes];
	return 0;
}

static int set_report_id(struct parser *parser, uint32_t id)
{
	if (!id || id > 255)
		return error(parser->rdesc, "report number %u; they go from 1 to 255", id);
	parser->globals.report_id = id;
	parser->rdesc->numbered = true;
	return 0;
}

static int set_bit_size(struct parser *parser, uint32_t bits)
{
	if (bits > MAX_BIT_SIZE)
		return error(parser->rdesc, "a field of %u bits; the kernel takes %d", bits,
			     MAX_BIT_SIZE);
	parser->globals.bit_size = bits;
	return 0;
}

static int set_count(struct parser *parser, uint32_t count)
{
	if (count > MAX_COUNT)
		return error(parser->rdesc, "a count of %u; the kernel takes %d", count, MAX_COUNT);
	parser->globals.count = count;
	return 0;
}

static int parse_global(struct parser *parser, const struct rdesc_item *item)
{
	switch (item->kind) {
	case ITEM_USAGE_PAGE:
		parser->globals.page = item->value;
		return 0;
	case ITEM_LOGICAL_MINIMUM:
		parser->globals.logical_min = item->signed_value;
		return 0;
	case ITEM_LOGICAL_MAXIMUM:
		parser->globals.logical_max = item->signed_value;
		parser->globals.logical_max_unsigned = item->value;
		return 0;
	case ITEM_REPORT_SIZE:
		return set_bit_size(parser, item->value);
	case ITEM_REPORT_ID:
		return set_report_id(parser, item->value);
	case ITEM_REPORT_COUNT:
		return set_count(parser, item->value);
	case ITEM_PUSH:
		return push(parser);
	case ITEM_POP:
		return pop(parser);
	}
	return 0;
}

/* The report of a main item; made when it is first met. */
static struct rdesc_report *get_report(struct parser *parser, enum rdesc_type type)
{
	struct rdesc *rdesc = parser->rdesc;
	struct rdesc_report *reports;
	uint8_t id = parser->globals.report_id;

	reports = (struct rdesc_report *)rdesc_find(rdesc, type, id);
	if (reports)
		return reports;
	reports = realloc(rdesc->reports, (rdesc->reports_count + 1) * sizeof(*reports));
	if (!reports)
		return NULL;
	rdesc->reports = reports;
	reports += rdesc->reports_count++;
	*reports = (struct rdesc_report){ .type = type, .id = id, .bits = id ? 8 : 0 };
	return reports;
}

/* A maximum like 0xff in one byte is meant to be 255 when the minimum is not negative. */
static int32_t logical_max(const struct globals *globals)
{
	if (globals->logical_min >= 0 && globals->logical_max < 0)
		return globals->logical_max_unsigned;
	return globals->logical_max;
}

static int add_field(struct parser *parser, enum rdesc_type type, unsigned int flags)
{
	const struct globals *globals = &parser->globals;
	struct rdesc_report *report = get_report(parser, type);
	struct rdesc_field *fields;

	if (!report)
		return error(parser->rdesc, "out of memory");
	if (report->bits + globals->bit_size * globals->count > MAX_REPORT_BITS)
		return error(parser->rdesc, "report %u is longer than the kernel takes",
			     report->id);
	fields = realloc(report->fields, (report->fields_count + 1) * sizeof(*fields));
	if (!fields)
		return error(parser->rdesc, "out of memory");
	report->fields = fields;
	fields[report->fields_count++] = (struct rdesc_field){
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
	/* They are the field's now. */
	parser->usages = NULL;
	return 0;
}

static int begin_collection(struct parser *parser, uint8_t kind)
{
	struct rdesc *rdesc = parser->rdesc;
	uint32_t usage = parser->usages_count ? parser->usages[0].first : 0;
	struct rdesc_collection *collections;

	collections =
		realloc(rdesc->collections, (rdesc->collections_count + 1) * sizeof(*collections));
	if (!collections)
		return error(rdesc, "out of memory");
	rdesc->collections = collections;
	collections[rdesc->collections_count] = (struct rdesc_collection){
		.usage = usage,
		.kind = kind,
		.parent = parser->collection,
	};
	parser->collection = rdesc->collections_count++;
	if (!parser->depth++)
		parser->application = usage;
	return 0;
}

static int end_collection(struct parser *parser)
{
	if (!parser->depth)
		return error(parser->rdesc, "the end of a collection that did not begin");
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

/* Says where a mistake is, behind what it is. */
static void add_place(struct rdesc *rdesc, size_t at)
{
	size_t len = strlen(rdesc->error);

	snprintf(rdesc->error + len, sizeof(rdesc->error) - len, ", at byte %zu", at);
}

int rdesc_parse(struct rdesc *rdesc, const void *data, size_t size)
{
	struct rdesc_reader reader = { .data = data, .size = size };
	struct parser parser = { .rdesc = rdesc, .collection = -1 };
	struct rdesc_item item;
	size_t at = 0;
	int err = 0;

	*rdesc = (struct rdesc){ 0 };
	while (!err && (at = reader.at, rdesc_next(&reader, &item)))
		err = parse_item(&parser, &item);
	if (!err && reader.at < size)
		err = error(rdesc, "the last item is cut off");
	if (!err && parser.depth)
		err = error(rdesc, "a collection has no end");
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

/* The usage at a place among all of a field; the last one stands for those beyond. */
static uint32_t usage_at(const struct rdesc_field *field, uint64_t place, bool last_for_beyond)
{
	for (size_t i = 0; i < field->usages_count; i++) {
		const struct rdesc_usages *usages = &field->usages[i];
		uint64_t count = (uint64_t)usages->last - usages->first + 1;

		if (place < count)
			return usages->first + place;
		place -= count;
	}
	return last_for_beyond && field->usages_count ?
		       field->usages[field->usages_count - 1].last :
		       0;
}

uint32_t rdesc_usage(const struct rdesc_field *field, unsigned int element, int64_t value)
{
	if (field->flags & RDESC_VARIABLE)
		return usage_at(field, element, true);
	if (value < field->logical_min || value > field->logical_max)
		return 0;
	return usage_at(field, value - field->logical_min, false);
}
