// SPDX-License-Identifier: GPL-2.0-only
/* Report descriptors as text: item by item, or as reports with their fields. */
#include "rdesc/text.h"

#include "rdesc/names.h"
#include "rdesc/units.h"

#include <string.h>

#define ITEM_COLUMNS 16 /* for the bytes of an item */
#define EXPONENT_MAX 64

/* The name of a kind of item, or NULL. */
static const char *item_name(unsigned int kind)
{
	static const char *const names[0x100] = {
		[ITEM_INPUT] = "Input",
		[ITEM_OUTPUT] = "Output",
		[ITEM_FEATURE] = "Feature",
		[ITEM_COLLECTION] = "Collection",
		[ITEM_END_COLLECTION] = "End Collection",
		[ITEM_USAGE_PAGE] = "Usage Page",
		[ITEM_LOGICAL_MINIMUM] = "Logical Minimum",
		[ITEM_LOGICAL_MAXIMUM] = "Logical Maximum",
		[ITEM_PHYSICAL_MINIMUM] = "Physical Minimum",
		[ITEM_PHYSICAL_MAXIMUM] = "Physical Maximum",
		[ITEM_UNIT_EXPONENT] = "Unit Exponent",
		[ITEM_UNIT] = "Unit",
		[ITEM_REPORT_SIZE] = "Report Size",
		[ITEM_REPORT_ID] = "Report ID",
		[ITEM_REPORT_COUNT] = "Report Count",
		[ITEM_PUSH] = "Push",
		[ITEM_POP] = "Pop",
		[ITEM_USAGE] = "Usage",
		[ITEM_USAGE_MINIMUM] = "Usage Minimum",
		[ITEM_USAGE_MAXIMUM] = "Usage Maximum",
		[ITEM_DELIMITER] = "Delimiter",
	};

	return names[kind];
}

static void collection_text(uint32_t value, char *text, size_t size)
{
	static const char *const names[] = { "Physical",      "Application", "Logical",
					     "Report",	      "Named Array", "Usage Switch",
					     "Usage Modifier" };

	if (value < sizeof(names) / sizeof(names[0]))
		snprintf(text, size, "Collection (%s)", names[value]);
	else
		snprintf(text, size, "Collection (0x%02x)", value);
}

static void field_text(const struct rdesc_item *item, char *text, size_t size)
{
	snprintf(text, size, "%s (%s, %s, %s%s)", item_name(item->kind),
		 item->value & RDESC_CONSTANT ? "Constant" : "Data",
		 item->value & RDESC_VARIABLE ? "Variable" : "Array",
		 item->value & RDESC_RELATIVE ? "Relative" : "Absolute",
		 item->value & RDESC_NULL ? ", Null State" : "");
}

static void usage_text(const struct rdesc_item *item, char *text, size_t size)
{
	char name[64];

	rdesc_usage_name(rdesc_item_usage(item), name, sizeof(name));
	snprintf(text, size, "%s (%s)", item_name(item->kind), name);
}

static void page_text(const struct rdesc_item *item, char *text, size_t size)
{
	char name[40] = "";
	bool known = rdesc_page_name(item->value, name, sizeof(name));

	if (known && item->value < RDESC_FIRST_VENDOR_PAGE)
		snprintf(text, size, "Usage Page (%s)", name);
	else
		snprintf(text, size, "Usage Page (%s%s0x%04x)", name, known ? " " : "",
			 item->value);
}

static void unit_text(const struct rdesc_item *item, char *text, size_t size)
{
	char unit[80];

	rdesc_unit_text(item->value, unit, sizeof(unit));
	snprintf(text, size, "Unit (%s)", *unit ? unit : "none");
}

static void value_text(const struct rdesc_item *item, char *text, size_t size)
{
	const char *name = item_name(item->kind);

	if (!name)
		snprintf(text, size, "Item 0x%02x", item->bytes[0]);
	else if (item->size == 1)
		snprintf(text, size, "%s", name);
	else if (item->kind == ITEM_UNIT)
		unit_text(item, text, size);
	else if (item->kind == ITEM_UNIT_EXPONENT)
		snprintf(text, size, "%s (%d)", name, rdesc_item_exponent(item));
	else if (item->kind == ITEM_REPORT_SIZE || item->kind == ITEM_REPORT_COUNT ||
		 item->kind == ITEM_REPORT_ID)
		snprintf(text, size, "%s (%u)", name, item->value);
	else
		snprintf(text, size, "%s (%d)", name, item->signed_value);
}

void rdesc_item_text(const struct rdesc_item *item, char *text, size_t size)
{
	switch (item->kind) {
	case ITEM_INPUT:
	case ITEM_OUTPUT:
	case ITEM_FEATURE:
		field_text(item, text, size);
		break;
	case ITEM_COLLECTION:
		collection_text(item->value, text, size);
		break;
	case ITEM_USAGE_PAGE:
		page_text(item, text, size);
		break;
	case ITEM_USAGE:
	case ITEM_USAGE_MINIMUM:
	case ITEM_USAGE_MAXIMUM:
		usage_text(item, text, size);
		break;
	default:
		value_text(item, text, size);
	}
}

void rdesc_print_items(FILE *file, const void *data, size_t size, const char *indent)
{
	struct rdesc_reader reader = { .data = data, .size = size };
	struct rdesc_item item;
	char text[128];

	while (!rdesc_is_padding(&reader) && rdesc_next(&reader, &item)) {
		int printed = fprintf(file, "%s", indent);

		rdesc_complete_page(&reader, &item);
		for (size_t i = 0; i < item.size; i++)
			printed += fprintf(file, "%02x ", item.bytes[i]);
		rdesc_item_text(&item, text, sizeof(text));
		fprintf(file, "%*s%s\n",
			(int)strlen(indent) + ITEM_COLUMNS - printed + 2 * (int)item.depth, "",
			text);
	}
	if (rdesc_is_padding(&reader))
		fprintf(file, "%s%-*s%zu bytes of padding\n", indent, ITEM_COLUMNS, "00 ...",
			size - reader.at);
	else if (reader.at < size)
		fprintf(file, "%sthe item at byte %zu is truncated\n", indent, reader.at);
}

/* "byte 2", "bytes 2-3", "byte 1 bits 0-4" or "bits 1.5-3.2", from the start of the report. */
static void place_text(const struct rdesc_field *field, char *text, size_t size)
{
	unsigned int first = field->bit_offset, bits = field->bit_size * field->count;
	unsigned int last = first + (bits ? bits - 1 : 0);

	if (first % 8 == 0 && last % 8 == 7 && first / 8 == last / 8)
		snprintf(text, size, "byte %u", first / 8);
	else if (first % 8 == 0 && last % 8 == 7)
		snprintf(text, size, "bytes %u-%u", first / 8, last / 8);
	else if (first == last)
		snprintf(text, size, "byte %u bit %u", first / 8, first % 8);
	else if (first / 8 == last / 8)
		snprintf(text, size, "byte %u bits %u-%u", first / 8, first % 8, last % 8);
	else
		snprintf(text, size, "bits %u.%u-%u.%u", first / 8, first % 8, last / 8, last % 8);
}

static void print_place(FILE *file, const struct rdesc_field *field)
{
	const char *plural = field->bit_size == 1 ? "" : "s";
	char text[64];

	place_text(field, text, sizeof(text));
	fprintf(file, "%-17s", text);
	if (field->count == 1)
		snprintf(text, sizeof(text), "%u bit%s", field->bit_size, plural);
	else
		snprintf(text, sizeof(text), "%u x %u bit%s", field->count, field->bit_size,
			 plural);
	fprintf(file, " %-12s", text);
}

static void print_usages(FILE *file, const struct rdesc_field *field)
{
	char first[64], last[64];

	for (size_t i = 0; i < field->usages_count; i++) {
		const struct rdesc_usages *usages = &field->usages[i];

		rdesc_usage_name(usages->first, first, sizeof(first));
		rdesc_usage_name(usages->last, last, sizeof(last));
		fprintf(file, "%s%s", i ? ", " : "", first);
		if (usages->last != usages->first)
			fprintf(file, " .. %s", last);
	}
	if (!field->usages_count)
		fprintf(file, "no usage");
}

static double power_of_ten(int exponent)
{
	double power = 1;

	/* Others are nonsense. */
	for (int i = 0; i < exponent && i < EXPONENT_MAX; i++)
		power *= 10;
	for (int i = 0; i > exponent && i > -EXPONENT_MAX; i--)
		power /= 10;
	return power;
}

/* The physical range in its unit, and the resolution that the kernel gives an axis. */
static void print_scale(FILE *file, const struct rdesc *rdesc, const struct rdesc_field *field)
{
	enum rdesc_axis axis = rdesc_field_axis(rdesc, field);
	double power = power_of_ten(field->unit_exponent);
	int32_t resolution;
	char unit[80];

	rdesc_unit_text(field->unit, unit, sizeof(unit));
	if (*unit && field->physical_max != field->physical_min)
		fprintf(file, " (%.6g..%.6g %s)", field->physical_min * power,
			field->physical_max * power, unit);
	if (!axis)
		return;
	resolution = rdesc_resolution(field, axis);
	if (resolution)
		fprintf(file, " (%d units/%s)", resolution, axis == RDESC_LENGTH ? "mm" : "rad");
	else
		fprintf(file, " (no resolution)");
}

static void print_field(FILE *file, const struct rdesc *rdesc, const struct rdesc_report *report,
			const struct rdesc_field *field)
{
	char range[40];

	print_place(file, field);
	if (field->flags & RDESC_CONSTANT && !field->usages_count) {
		fprintf(file, " padding\n");
		return;
	}
	snprintf(range, sizeof(range), "%d..%d", field->logical_min, field->logical_max);
	fprintf(file, " %-14s ", range);
	print_usages(file, field);
	fprintf(file, "%s%s%s", field->flags & RDESC_VARIABLE ? "" : " (array)",
		field->flags & RDESC_RELATIVE ? " (relative)" : "",
		field->flags & RDESC_CONSTANT ? " (constant)" : "");
	if (report->type == RDESC_INPUT && field->flags & RDESC_VARIABLE)
		print_scale(file, rdesc, field);
	fprintf(file, "\n");
}

static void print_report(FILE *file, const struct rdesc *rdesc, const struct rdesc_report *report,
			 const char *indent)
{
	static const char *const types[] = { "Input", "Output", "Feature" };
	char name[64];

	fprintf(file, "%s%s report", indent, types[report->type]);
	if (report->id)
		fprintf(file, " %u", report->id);
	fprintf(file, ", %zu byte%s", rdesc_report_size(report),
		rdesc_report_size(report) == 1 ? "" : "s");
	if (report->application) {
		rdesc_usage_name(report->application, name, sizeof(name));
		fprintf(file, ", %s", name);
	}
	fprintf(file, "\n");
	for (size_t i = 0; i < report->fields_count; i++) {
		fprintf(file, "%s  ", indent);
		print_field(file, rdesc, report, &report->fields[i]);
	}
}

void rdesc_print_reports(FILE *file, const struct rdesc *rdesc, const char *indent)
{
	for (size_t i = 0; i < rdesc->reports_count; i++)
		print_report(file, rdesc, &rdesc->reports[i], indent);
	if (rdesc->error[0])
		fprintf(file, "%sThe kernel refuses the descriptor: %s\n", indent, rdesc->error);
}
