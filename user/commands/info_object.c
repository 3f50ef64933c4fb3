// SPDX-License-Identifier: GPL-2.0-only
/* hidbpf info OBJECT: shows what an object matches, its programs and its settings. */
#include "cli/json.h"
#include "cli/message.h"
#include "cli/table.h"
#include "commands/info.h"
#include "device/device.h"
#include "libhidbpf/libhidbpf.h"
#include "object/description.h"
#include "object/kind.h"
#include "object/match.h"
#include "object/settings_list.h"

#include <ctype.h>
#include <json-c/json.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define COLUMNS 80

/* Gathered as JSON; tables are made from it. */
struct lists {
	struct json_object *matches, *devices, *programs, *properties, *settings;
	struct description description;
	bool has_probe, older_api;
};

static void list_matches(struct lists *lists, const char *path)
{
	struct device_info *devices = NULL;
	int devices_count = device_list(&devices), count;
	struct match *matches;
	char text[64];

	count = match_read(&matches, path);
	for (int i = 0; i < count; i++) {
		match_print(&matches[i], text, sizeof(text));
		json_object_array_add(lists->matches, json_object_new_string(text));
	}
	free(matches);
	for (int i = 0; i < devices_count; i++)
		if (match_file(path, &devices[i]))
			json_object_array_add(lists->devices,
					      json_object_new_string(devices[i].device.sysname));
	free(devices);
}

static void add_program(struct lists *lists, const char *ops, const char *hook, const char *program)
{
	struct json_object *json = json_object_new_object();

	json_add(json, "ops", ops ? json_object_new_string(ops) : NULL);
	json_add_text(json, "hook", hook);
	json_add_text(json, "program", program);
	json_object_array_add(lists->programs, json);
}

static void list_programs(struct lists *lists, struct hidbpf_object *object)
{
	struct hidbpf_ops *ops = NULL;

	while ((ops = hidbpf_object_next_ops(object, ops)))
		for (int hook = 0; hook < HIDBPF_HOOKS_COUNT; hook++)
			if (hidbpf_ops_program(ops, hook))
				add_program(lists, ops->name, hidbpf_hook_names[hook],
					    hidbpf_ops_program(ops, hook));
}

/* Programs of the older API have no ops. */
static void list_older_programs(struct lists *lists, const struct hidbpf_object *object)
{
	struct bpf_program *program;

	bpf_object__for_each_program(program, hidbpf_object_bpf(object))
		if (kind_older_hook(program))
			add_program(lists, NULL, kind_older_hook(program),
				    bpf_program__name(program));
}

static void list_properties(struct lists *lists, const struct hidbpf_object *object)
{
	struct bpf_map *map;

	bpf_object__for_each_map(map, hidbpf_object_bpf(object))
		if (kind_property(map))
			json_object_array_add(lists->properties,
					      json_object_new_string(kind_property(map)));
}

static void list_setting(const char *name, const char *type, const char *value, void *data)
{
	struct json_object *json = json_object_new_object();
	struct lists *lists = data;

	json_add_text(json, "name", name);
	json_add_text(json, "type", type);
	json_add_text(json, "value", value);
	json_object_array_add(lists->settings, json);
}

/* Prints a text after its title, in lines that begin in the same column. */
static void print_text(const char *title, const char *text)
{
	const int indent = 9;
	int column = printf("%-*s", indent, title);

	for (int len; *text; text += len + strspn(text + len, " ")) {
		len = strcspn(text, " ");
		if (column > indent && column + 1 + len > COLUMNS)
			column = printf("\n%*s", indent, "") - 1;
		column += printf("%s%.*s", column > indent ? " " : "", len, text);
	}
	putchar('\n');
}

static void print_devices(const char *devices)
{
	printf("Devices: ");
	for (; *devices; devices++) {
		if (*devices == '\n')
			fputs(", ", stdout);
		else
			putchar(*devices);
	}
	putchar('\n');
}

static void print_description(const struct description *description)
{
	if (description->devices)
		print_devices(description->devices);
	if (description->problem)
		print_text("Problem:", description->problem);
	if (description->effect)
		print_text("Effect:", description->effect);
	if (description->note)
		print_text("Note:", description->note);
	if (description->fixed)
		printf("Fixed:   %s%s\n", isdigit(*description->fixed) ? "in Linux " : "",
		       description->fixed);
}

static void print_list(const char *title, struct json_object *array)
{
	size_t count = json_object_array_length(array);

	printf("%s:%s\n", title, count ? "" : " none");
	for (size_t i = 0; i < count; i++)
		printf("  %s\n", json_object_get_string(json_object_array_get_idx(array, i)));
}

/* Prints a table with a column for each key. */
static int print_table(const char *title, struct json_object *array, const struct column *columns,
		       const char *const *keys)
{
	struct libscols_table *table = table_new(title, columns, false);
	size_t count = json_object_array_length(array);
	struct json_object *value;

	printf("\n%s:%s\n", title, count ? "" : " none");
	for (size_t i = 0; i < count; i++) {
		struct libscols_line *row = table_row(table);

		for (int j = 0; keys[j]; j++)
			if (json_object_object_get_ex(json_object_array_get_idx(array, i), keys[j],
						      &value))
				table_cell(row, j, "%s", json_object_get_string(value) ?: "-");
	}
	return table_print(table);
}

static int print_all(const char *path, const struct lists *lists)
{
	static const struct column program_columns[] = {
		{ "OPS", TEXT }, { "HOOK", TEXT }, { "PROGRAM", TEXT }, { NULL, TEXT }
	};
	static const struct column setting_columns[] = {
		{ "NAME", TEXT }, { "TYPE", TEXT }, { "VALUE", TEXT }, { NULL, TEXT }
	};
	static const char *const program_keys[] = { "ops", "hook", "program", NULL };
	static const char *const setting_keys[] = { "name", "type", "value", NULL };
	int code;

	printf("Object:  %s\n", path);
	print_description(&lists->description);
	if (lists->older_api)
		puts("API:     of Linux 6.3 to 6.10, so it cannot be attached; see docs/migrating.md");
	else
		printf("Probe:   %s\n", lists->has_probe ? "yes; accepts or rejects each device" :
							   "none; the object accepts every device");
	print_list("Matches", lists->matches);
	print_list("Connected devices", lists->devices);
	if (json_object_array_length(lists->properties))
		print_list("Udev properties that it sets", lists->properties);
	code = print_table("Programs", lists->programs, program_columns, program_keys);
	return code ?: print_table("Settings", lists->settings, setting_columns, setting_keys);
}

static void add_text(struct json_object *json, const char *key, const char *text)
{
	json_add(json, key, text ? json_object_new_string(text) : NULL);
}

static struct json_object *description_json(const struct description *description)
{
	struct json_object *json = json_object_new_object();
	struct json_object *devices = json_object_new_array();

	for (const char *name = description->devices ?: "", *end; *name; name = end + !!*end) {
		end = name + strcspn(name, "\n");
		json_object_array_add(devices, json_object_new_string_len(name, end - name));
	}
	json_add(json, "devices", devices);
	add_text(json, "problem", description->problem);
	add_text(json, "effect", description->effect);
	add_text(json, "note", description->note);
	add_text(json, "fixed", description->fixed);
	return json;
}

static struct json_object *object_json(const char *path, const struct lists *lists)
{
	struct json_object *json = json_object_new_object();

	json_add_text(json, "object", path);
	json_add(json, "description", description_json(&lists->description));
	json_add(json, "older_api", json_object_new_boolean(lists->older_api));
	json_add(json, "probe", json_object_new_boolean(lists->has_probe));
	json_add(json, "matches", lists->matches);
	json_add(json, "devices", lists->devices);
	json_add(json, "programs", lists->programs);
	json_add(json, "properties", lists->properties);
	json_add(json, "settings", lists->settings);
	return json;
}

int info_object(const char *path, bool json)
{
	struct lists lists = { .matches = json_object_new_array(),
			       .devices = json_object_new_array(),
			       .programs = json_object_new_array(),
			       .properties = json_object_new_array(),
			       .settings = json_object_new_array() };
	struct hidbpf_object *object;
	struct json_object *all;
	int code = DONE;

	if (hidbpf_object_open(&object, path))
		return fail(BAD_OBJECT, "%s", hidbpf_error());
	lists.has_probe = kind_probe(object);
	lists.older_api = object_kind(object) == KIND_OLDER_API;
	list_matches(&lists, path);
	list_programs(&lists, object);
	list_older_programs(&lists, object);
	list_properties(&lists, object);
	settings_list(object, list_setting, &lists);
	hidbpf_object_close(object);
	description_read(&lists.description, path);
	all = object_json(path, &lists);
	if (json) {
		code = json_print(all);
	} else {
		code = print_all(path, &lists);
		json_object_put(all);
	}
	description_free(&lists.description);
	return code;
}
