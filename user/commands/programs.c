// SPDX-License-Identifier: GPL-2.0-only
/* hidbpf programs: the objects of the search path. */
#include "cli/message.h"
#include "cli/table.h"
#include "commands/commands.h"
#include "device/device.h"
#include "object/match.h"
#include "object/search.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char usage[] =
	"Usage: hidbpf programs [--json]\n"
	"\n"
	"Lists the object files on the search path, which devices they say they are for (as patterns\n"
	"of modaliases), and which of those are plugged in. An object that says nothing is for no\n"
	"device in particular: it is attached by name only. Of objects that differ in their number\n"
	"alone, the one with the highest number whose probe program accepts a device serves it.\n"
	"\n"
	"  -j, --json  print JSON\n"
	"  -h, --help  show this\n"
	"\n"
	"The search path, in its order; a name hides the same name further on:\n" SEARCH_PATH_HELP;

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

static int programs(bool json)
{
	struct libscols_table *table = table_new("programs", columns, json);
	struct device_info *devices = NULL;
	struct object_file *files = NULL;
	int count = search_list(&files), devices_count = device_list(&devices);

	for (int i = 0; i < count; i++)
		add_object(table, &files[i], devices, devices_count);
	search_free(files, count);
	free(devices);
	return table_print(table);
}

int command_programs(int argc, char **argv)
{
	bool json;
	int code;

	if (!parse_json_option(argc, argv, usage, &json, &code))
		return code;
	if (optind < argc)
		return fail(BAD_USAGE, "programs takes no argument; see hidbpf programs --help");
	return programs(json);
}
