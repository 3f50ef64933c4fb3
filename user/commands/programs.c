// SPDX-License-Identifier: GPL-2.0-only
/* hidbpf programs: lists the objects on the search path. */
#include "cli/json.h"
#include "cli/message.h"
#include "cli/table.h"
#include "commands/commands.h"
#include "device/device.h"
#include "object/match.h"
#include "object/search.h"

#include <stdio.h>
#include <stdlib.h>

static bool json;

enum { OBJECT, DIRECTORY, MATCHES, DEVICES };

static const struct column columns[] = {
	[OBJECT] = { "OBJECT", TEXT },
	[DIRECTORY] = { "DIRECTORY", TEXT },
	[MATCHES] = { "MATCHES", LIST },
	[DEVICES] = { "DEVICES", LIST },
	{ NULL, TEXT },
};

static bool is_served(const struct match *matches, int count, const struct device_info *info)
{
	for (int i = 0; i < count; i++)
		if (match_device(&matches[i], info))
			return true;
	return false;
}

static void add_object(struct libscols_table *table, const struct object_file *file,
		       const struct device_info *devices, int devices_count)
{
	struct libscols_line *row = table_row(table);
	struct match *matches;
	int count = match_read(&matches, file->path);
	char text[64];

	table_cell(row, OBJECT, "%s", file->name);
	table_cell(row, DIRECTORY, "%.*s", (int)(file->name - file->path - 1), file->path);
	if (count < 0)
		table_append(row, MATCHES, "not an object file");
	for (int i = 0; i < count; i++) {
		match_print(&matches[i], text, sizeof(text));
		table_append(row, MATCHES, text);
	}
	for (int i = 0; i < devices_count; i++)
		if (is_served(matches, count, &devices[i]))
			table_append(row, DEVICES, devices[i].device.sysname);
	free(matches);
}

static int programs(char **arguments)
{
	struct libscols_table *table = table_new("programs", columns, json);
	struct device_info *devices = NULL;
	struct object_file *files = NULL;
	int count = search_list(&files), devices_count = device_list(&devices);

	(void)arguments;
	for (int i = 0; i < count; i++)
		add_object(table, &files[i], devices, devices_count);
	search_free(files, count);
	free(devices);
	return table_print(table);
}

const struct command command_programs = {
	.name = "programs",
	.summary = "list installed objects and the devices they match",
	.arguments = "",
	.description =
		"List the object files on the search path, the devices they match (as patterns\n"
		"of modaliases), and which of these are connected. An object without a pattern\n"
		"must be attached by name. If object names differ only in the number, only the\n"
		"object with the highest number that accepts the device is attached.\n",
	.options = (const struct command_option[]){ JSON_OPTION(json), { 0 } },
	.notes =
		"Search path, in this order; a file hides files of the same name further down:\n" SEARCH_PATH_HELP,
	.run = programs,
};
