// SPDX-License-Identifier: GPL-2.0-only
/* hidbpf info OBJECT: shows what an object matches, its programs and its settings. */
#include "cli/json.h"
#include "cli/message.h"
#include "cli/table.h"
#include "commands/info.h"
#include "device/device.h"
#include "libhidbpf/libhidbpf.h"
#include "object/match.h"
#include "object/settings_list.h"

#include <json-c/json.h>
#include <stdio.h>
#include <stdlib.h>

/* Gathered as JSON; tables are made from it. */
struct lists {
	struct json_object *matches, *devices, *programs, *settings;
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

static void list_programs(struct lists *lists, struct hidbpf_object *object)
{
	struct hidbpf_ops *ops = NULL;
	struct json_object *json;

	while ((ops = hidbpf_object_next_ops(object, ops)))
		for (int hook = 0; hook < HIDBPF_HOOKS_COUNT; hook++) {
			if (!hidbpf_ops_program(ops, hook))
				continue;
			json = json_object_new_object();
			json_add_text(json, "ops", ops->name);
			json_add_text(json, "hook", hidbpf_hook_names[hook]);
			json_add_text(json, "program", hidbpf_ops_program(ops, hook));
			json_object_array_add(lists->programs, json);
		}
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
				table_cell(row, j, "%s", json_object_get_string(value));
	}
	return table_print(table);
}

static int print_text(const char *path, const struct lists *lists, bool has_probe)
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

	printf("Object: %s\n", path);
	printf("Probe:  %s\n", has_probe ? "yes; accepts or rejects each device" :
					   "none; the object accepts every device");
	print_list("Matches", lists->matches);
	print_list("Connected devices", lists->devices);
	code = print_table("Programs", lists->programs, program_columns, program_keys);
	return code ?: print_table("Settings", lists->settings, setting_columns, setting_keys);
}

static struct json_object *object_json(const char *path, const struct lists *lists, bool has_probe)
{
	struct json_object *json = json_object_new_object();

	json_add_text(json, "object", path);
	json_add(json, "probe", json_object_new_boolean(has_probe));
	json_add(json, "matches", lists->matches);
	json_add(json, "devices", lists->devices);
	json_add(json, "programs", lists->programs);
	json_add(json, "settings", lists->settings);
	return json;
}

int info_object(const char *path, bool json)
{
	struct lists lists = { json_object_new_array(), json_object_new_array(),
			       json_object_new_array(), json_object_new_array() };
	struct hidbpf_object *object;
	struct json_object *all;
	int code = DONE;
	bool has_probe;

	if (hidbpf_object_open(&object, path))
		return fail(BAD_OBJECT, "%s", hidbpf_error());
	has_probe = bpf_object__find_program_by_name(hidbpf_object_bpf(object), "probe");
	list_matches(&lists, path);
	list_programs(&lists, object);
	settings_list(object, list_setting, &lists);
	hidbpf_object_close(object);
	all = object_json(path, &lists, has_probe);
	if (json)
		return json_print(all);
	code = print_text(path, &lists, has_probe);
	json_object_put(all);
	return code;
}
