// SPDX-License-Identifier: GPL-2.0-only
/* Writes report descriptors as C source. */
#include "rdesc/macros.h"

#include "rdesc/items.h"
#include "rdesc/names.h"
#include "rdesc/text.h"

#include <linux/hid.h>
#include <stdint.h>
#include <string.h>

/* Deeper nesting is written as bytes. */
#define MAX_NESTING 16
/* No Collection() or PushPop() macro begins or ends after this offset. */
#define MAX_SIZE HID_MAX_DESCRIPTOR_SIZE
#define BYTES_PER_LINE 12
#define TEXT_SIZE 128

/* A collection, or push and pop, becomes one macro if it has an end and is properly nested. */
struct pairs {
	bool is_begin[MAX_SIZE]; /* by the offset of the item */
	bool is_end[MAX_SIZE];
	unsigned int depth;
	struct {
		size_t at;
		unsigned int kind;
		bool has_macro;
	} begun[MAX_NESTING];
};

struct writer {
	FILE *out;
	unsigned int depth; /* of macros */
	/* A maximum is signed if its minimum is negative. */
	int32_t logical_min;
	int32_t physical_min;
};

static void begin_pair(struct pairs *pairs, const struct rdesc_item *item, size_t at)
{
	size_t size = item->kind == ITEM_COLLECTION ? 2 : 1;

	if (pairs->depth == MAX_NESTING)
		return;
	pairs->begun[pairs->depth].at = at;
	pairs->begun[pairs->depth].kind = item->kind;
	pairs->begun[pairs->depth++].has_macro = item->size == size;
}

/* Pairs that began inside this one have no end and are dropped. */
static void end_pair(struct pairs *pairs, const struct rdesc_item *item, size_t at)
{
	unsigned int kind = item->kind == ITEM_POP ? ITEM_PUSH : ITEM_COLLECTION;
	unsigned int i = pairs->depth;

	while (i && pairs->begun[i - 1].kind != kind)
		i--;
	if (!i)
		return;
	pairs->depth = i - 1;
	if (pairs->begun[i - 1].has_macro && item->size == 1)
		pairs->is_begin[pairs->begun[i - 1].at] = pairs->is_end[at] = true;
}

static void find_pairs(struct pairs *pairs, const uint8_t *data, size_t size)
{
	struct rdesc_reader reader = { .data = data, .size = size };
	struct rdesc_item item;
	size_t at;

	memset(pairs, 0, sizeof(*pairs));
	while (at = reader.at, at < MAX_SIZE && rdesc_next(&reader, &item)) {
		if (item.kind == ITEM_COLLECTION || item.kind == ITEM_PUSH)
			begin_pair(pairs, &item, at);
		if (item.kind == ITEM_END_COLLECTION || item.kind == ITEM_POP)
			end_pair(pairs, &item, at);
	}
}

/* The suffix of the macro for data of this size, or NULL. */
static const char *size_suffix(const struct rdesc_item *item)
{
	switch (item->size) {
	case 2:
		return "_i8";
	case 3:
		return "_i16";
	case 5:
		return "_i32";
	}
	return NULL;
}

static void add_flag(char *text, const char *flag)
{
	size_t len = strlen(text);

	snprintf(text + len, TEXT_SIZE - len, "%s%s", text[len - 1] == '(' ? "" : "|", flag);
}

static bool field_text(const struct rdesc_item *item, const char *name, char *text)
{
	unsigned int named =
		RDESC_CONSTANT | RDESC_VARIABLE | RDESC_RELATIVE | RDESC_NULL | RDESC_BUFFERED;
	bool constant = item->value & RDESC_CONSTANT;
	char others[16];
	size_t len;

	if (item->size != 2 && item->size != 3)
		return false;
	snprintf(text, TEXT_SIZE, "%s%s(", name, item->size == 3 ? "_i16" : "");
	if (constant)
		add_flag(text, "Const");
	if (!constant || item->value & RDESC_VARIABLE)
		add_flag(text, item->value & RDESC_VARIABLE ? "Var" : "Arr");
	if (!constant || item->value & RDESC_RELATIVE)
		add_flag(text, item->value & RDESC_RELATIVE ? "Rel" : "Abs");
	if (item->value & RDESC_NULL)
		add_flag(text, "Null");
	if (item->value & RDESC_BUFFERED)
		add_flag(text, "Buff");
	snprintf(others, sizeof(others), "0x%x", item->value & ~named);
	if (item->value & ~named)
		add_flag(text, others);
	len = strlen(text);
	snprintf(text + len, TEXT_SIZE - len, ")");
	return true;
}

static bool page_text(const struct rdesc_item *item, char *text)
{
	const char *name = rdesc_page_macro(item->value);
	bool shortest = item->size == (item->value > 0xff ? 3 : 2);

	if (item->size > 3 || item->size < 2)
		return false;
	if (name && shortest)
		snprintf(text, TEXT_SIZE, "UsagePage_%s", name);
	else if (name)
		snprintf(text, TEXT_SIZE, "UsagePage_i16(HidUsagePage_%s)", name);
	else if (item->value >= RDESC_FIRST_VENDOR_PAGE)
		snprintf(text, TEXT_SIZE, "UsagePage_Vendor(0x%04x)", item->value);
	else
		snprintf(text, TEXT_SIZE, "UsagePage%s(0x%02x)", size_suffix(item), item->value);
	return true;
}

static const char *usage_macro(const struct rdesc_item *item)
{
	return rdesc_usage_macro(RDESC_USAGE(item->page, item->value));
}

static bool usage_text(const struct rdesc_item *item, char *text)
{
	const char *suffix = size_suffix(item);
	const char *name = item->size == 5 ? NULL : usage_macro(item);
	bool shortest = item->size == (item->value > 0xff ? 3 : 2);
	char readable[64];

	if (!suffix)
		return false;
	if (name && shortest) {
		snprintf(text, TEXT_SIZE, "Usage_%s", name);
	} else if (name) {
		snprintf(text, TEXT_SIZE, "Usage%s(HidUsage_%s)", suffix, name);
	} else {
		rdesc_usage_name(rdesc_item_usage(item), readable, sizeof(readable));
		snprintf(text, TEXT_SIZE, "Usage%s(0x%0*x) /* %s */", suffix,
			 2 * ((int)item->size - 1), item->value, readable);
	}
	return true;
}

static bool usage_range_text(const struct rdesc_item *item, const char *name, char *text)
{
	const char *macro = usage_macro(item);

	if (item->size != 2 && item->size != 3)
		return false;
	if (macro)
		snprintf(text, TEXT_SIZE, "%s%s(HidUsage_%s)", name, size_suffix(item), macro);
	else
		snprintf(text, TEXT_SIZE, "%s%s(%u)", name, size_suffix(item), item->value);
	return true;
}

/* Numbers are signed, except for the maximum of a range that does not begin below 0. */
static bool limit_text(const struct rdesc_item *item, const char *name, int32_t minimum, char *text)
{
	const char *suffix = size_suffix(item);
	bool is_unsigned = minimum >= 0 && item->signed_value < 0;

	if (!suffix)
		return false;
	snprintf(text, TEXT_SIZE, "%s%s(%lld)", name, suffix,
		 is_unsigned ? (long long)item->value : (long long)item->signed_value);
	return true;
}

/* These have a macro for one byte only. */
static bool byte_text(const struct rdesc_item *item, const char *name, char *text)
{
	snprintf(text, TEXT_SIZE, "%s(%u)", name, item->value);
	return item->size == 2;
}

static bool unit_text(const struct rdesc_item *item, char *text)
{
	static const char *const names[] = {
		[0x11] = "cm", [0x12] = "rad", [0x13] = "in", [0x14] = "deg"
	};

	if (item->size == 2 && item->value < sizeof(names) / sizeof(names[0]) && names[item->value])
		snprintf(text, TEXT_SIZE, "Unit(%s)", names[item->value]);
	else
		snprintf(text, TEXT_SIZE, "Unit%s(0x%x)", size_suffix(item) ?: "", item->value);
	return item->size > 1;
}

/* A signed number of four bits in a byte whose other bits are 0. */
static bool exponent_text(const struct rdesc_item *item, char *text)
{
	snprintf(text, TEXT_SIZE, "UnitExponent(%d)", rdesc_item_exponent(item));
	return item->size == 2 && item->value <= 0xf;
}

static bool main_text(const struct rdesc_item *item, char *text)
{
	switch (item->kind) {
	case ITEM_INPUT:
		return field_text(item, "Input", text);
	case ITEM_OUTPUT:
		return field_text(item, "Output", text);
	case ITEM_FEATURE:
		return field_text(item, "Feature", text);
	}
	return false;
}

static bool global_text(struct writer *writer, const struct rdesc_item *item, char *text)
{
	switch (item->kind) {
	case ITEM_USAGE_PAGE:
		return page_text(item, text);
	case ITEM_LOGICAL_MINIMUM:
		writer->logical_min = item->signed_value;
		return limit_text(item, "LogicalMinimum", -1, text);
	case ITEM_LOGICAL_MAXIMUM:
		return limit_text(item, "LogicalMaximum", writer->logical_min, text);
	case ITEM_PHYSICAL_MINIMUM:
		writer->physical_min = item->signed_value;
		return limit_text(item, "PhysicalMinimum", -1, text);
	case ITEM_PHYSICAL_MAXIMUM:
		return limit_text(item, "PhysicalMaximum", writer->physical_min, text);
	case ITEM_UNIT:
		return unit_text(item, text);
	case ITEM_UNIT_EXPONENT:
		return exponent_text(item, text);
	case ITEM_REPORT_SIZE:
		return byte_text(item, "ReportSize", text);
	case ITEM_REPORT_ID:
		return byte_text(item, "ReportId", text);
	case ITEM_REPORT_COUNT:
		return byte_text(item, "ReportCount", text);
	}
	return false;
}

static bool local_text(const struct rdesc_item *item, char *text)
{
	switch (item->kind) {
	case ITEM_USAGE:
		return usage_text(item, text);
	case ITEM_USAGE_MINIMUM:
		return usage_range_text(item, "UsageMinimum", text);
	case ITEM_USAGE_MAXIMUM:
		return usage_range_text(item, "UsageMaximum", text);
	}
	return false;
}

/* Writes the macro that makes exactly this item. Returns false if there is none; ignores pairs. */
static bool macro_text(struct writer *writer, const struct rdesc_item *item, char *text)
{
	switch (item->kind & ITEM_TYPE) {
	case ITEM_MAIN:
		return main_text(item, text);
	case ITEM_GLOBAL:
		return global_text(writer, item, text);
	case ITEM_LOCAL:
		return local_text(item, text);
	}
	return false;
}

static void write_indent(const struct writer *writer)
{
	for (unsigned int i = 0; i <= writer->depth; i++)
		fputc('\t', writer->out);
}

static void write_bytes(const struct writer *writer, const uint8_t *bytes, size_t size,
			const char *comment)
{
	for (size_t i = 0; i < size; i++) {
		if (i && i % BYTES_PER_LINE == 0)
			fputc('\n', writer->out);
		if (i % BYTES_PER_LINE == 0)
			write_indent(writer);
		fprintf(writer->out, "0x%02x, ", bytes[i]);
	}
	fprintf(writer->out, "/* %s */\n", comment);
}

static void write_item(struct writer *writer, const struct rdesc_item *item)
{
	char text[TEXT_SIZE];

	if (!macro_text(writer, item, text)) {
		rdesc_item_text(item, text, sizeof(text));
		write_bytes(writer, item->bytes, item->size, text);
		return;
	}
	write_indent(writer);
	fprintf(writer->out, "%s\n", text);
}

static void write_begin(struct writer *writer, const struct rdesc_item *item)
{
	static const char *const names[] = { "Physical", "Application", "Logical" };

	write_indent(writer);
	writer->depth++;
	if (item->kind == ITEM_PUSH)
		fprintf(writer->out, "PushPop(\n");
	else if (item->value < sizeof(names) / sizeof(names[0]))
		fprintf(writer->out, "Collection%s(\n", names[item->value]);
	else
		fprintf(writer->out, "Collection(0x%02x,\n", item->value);
}

static void write_end(struct writer *writer)
{
	writer->depth--;
	write_indent(writer);
	fprintf(writer->out, ")\n");
}

void rdesc_write_macros(FILE *out, const void *data, size_t size)
{
	struct rdesc_reader reader = { .data = data, .size = size };
	struct writer writer = { .out = out };
	struct pairs pairs;
	struct rdesc_item item;
	size_t at;

	find_pairs(&pairs, data, size);
	while (at = reader.at, !rdesc_is_padding(&reader) && rdesc_next(&reader, &item)) {
		rdesc_complete_page(&reader, &item);
		if (at < MAX_SIZE && pairs.is_begin[at])
			write_begin(&writer, &item);
		else if (at < MAX_SIZE && pairs.is_end[at])
			write_end(&writer);
		else
			write_item(&writer, &item);
	}
	if (at < size)
		write_bytes(&writer, reader.data + at, size - at,
			    rdesc_is_padding(&reader) ? "padding" : "truncated item");
}
