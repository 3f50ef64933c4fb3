// SPDX-License-Identifier: GPL-2.0-only
/* Decoded report descriptors as JSON. */
#include "rdesc/json.h"

#include "cli/json.h"
#include "rdesc/names.h"
#include "rdesc/units.h"

#include <json-c/json.h>

static void add_signed(struct json_object *json, const char *key, int32_t value)
{
	json_add(json, key, json_object_new_int64(value));
}

static struct json_object *usages_json(const struct rdesc_field *field)
{
	struct json_object *array = json_object_new_array();
	char name[64];

	for (size_t i = 0; i < field->usages_count; i++) {
		struct json_object *json = json_object_new_object();

		rdesc_usage_name(field->usages[i].first, name, sizeof(name));
		json_add_text(json, "name", name);
		json_add_number(json, "first", field->usages[i].first);
		json_add_number(json, "last", field->usages[i].last);
		json_object_array_add(array, json);
	}
	return array;
}

static struct json_object *resolution_json(const struct rdesc *rdesc,
					   const struct rdesc_report *report,
					   const struct rdesc_field *field)
{
	enum rdesc_axis axis = rdesc_field_axis(rdesc, field);

	if (report->type != RDESC_INPUT || !axis)
		return NULL;
	return json_object_new_int64(rdesc_resolution(field, axis));
}

static struct json_object *field_json(const struct rdesc *rdesc, const struct rdesc_report *report,
				      const struct rdesc_field *field)
{
	struct json_object *json = json_object_new_object();

	json_add_number(json, "offset", field->bit_offset);
	json_add_number(json, "size", field->bit_size);
	json_add_number(json, "count", field->count);
	json_add_number(json, "flags", field->flags);
	add_signed(json, "logical_min", field->logical_min);
	add_signed(json, "logical_max", field->logical_max);
	add_signed(json, "physical_min", field->physical_min);
	add_signed(json, "physical_max", field->physical_max);
	json_add_number(json, "unit", field->unit);
	add_signed(json, "unit_exponent", field->unit_exponent);
	json_add(json, "resolution", resolution_json(rdesc, report, field));
	json_add(json, "usages", usages_json(field));
	return json;
}

static struct json_object *report_json(const struct rdesc *rdesc, const struct rdesc_report *report)
{
	static const char *const types[] = { "input", "output", "feature" };
	struct json_object *json = json_object_new_object(), *fields = json_object_new_array();

	json_add_text(json, "type", types[report->type]);
	json_add(json, "id", report->id ? json_object_new_int64(report->id) : NULL);
	json_add_number(json, "bytes", rdesc_report_size(report));
	json_add_number(json, "application", report->application);
	for (size_t i = 0; i < report->fields_count; i++)
		json_object_array_add(fields, field_json(rdesc, report, &report->fields[i]));
	json_add(json, "fields", fields);
	return json;
}

struct json_object *rdesc_json(const struct rdesc *rdesc)
{
	struct json_object *array = json_object_new_array();

	for (size_t i = 0; i < rdesc->reports_count; i++)
		json_object_array_add(array, report_json(rdesc, &rdesc->reports[i]));
	return array;
}
