// SPDX-License-Identifier: GPL-2.0-only
/* hidbpf programs: lists the objects on the search path, or those for some device. */
#include "cli/json.h"
#include "cli/message.h"
#include "cli/table.h"
#include "commands/commands.h"
#include "device/device.h"
#include "object/description.h"
#include "object/known.h"
#include "object/match.h"
#include "object/packages.h"
#include "object/search.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool json;

enum { OBJECT, DIRECTORY, MATCHES, DEVICES, FOR };

static const struct column columns[] = {
	[OBJECT] = { "OBJECT", TEXT },	 [DIRECTORY] = { "DIRECTORY", TEXT },
	[MATCHES] = { "MATCHES", LIST }, [DEVICES] = { "DEVICES", LIST },
	[FOR] = { "FOR", LIST },	 { NULL, TEXT },
};

/* An object on the search path, and what it says. */
struct object {
	const struct object_file *file;
	struct match *matches;
	int count; /* of matches, or -errno */
	struct description description;
};

static bool is_served(const struct object *object, const struct device_info *info)
{
	for (int i = 0; i < object->count; i++)
		if (match_device(&object->matches[i], info))
			return true;
	return false;
}

static void add_object(struct libscols_table *table, const struct object *object,
		       const struct device_info *devices, int devices_count)
{
	const struct object_file *file = object->file;
	struct libscols_line *row = table_row(table);
	char text[64];

	table_cell(row, OBJECT, "%s", file->name);
	table_cell(row, DIRECTORY, "%.*s", (int)(file->name - file->path - 1), file->path);
	if (object->count < 0)
		table_append(row, MATCHES, "not an object file");
	for (int i = 0; i < object->count; i++) {
		match_print(&object->matches[i], text, sizeof(text));
		table_append(row, MATCHES, text);
	}
	for (int i = 0; i < devices_count; i++)
		if (is_served(object, &devices[i]))
			table_append(row, DEVICES, devices[i].device.sysname);
	if (object->description.devices)
		table_append(row, FOR, object->description.devices);
}

/* Whether every word is VENDOR:PRODUCT of a match, or a part of the object's name or devices. */
static bool is_wanted(char **words, const char *name, const char *devices,
		      const struct match *matches, int count)
{
	__u32 vendor, product;

	for (; *words; words++) {
		bool found = strcasestr(name, *words) || strcasestr(devices ?: "", *words);

		if (device_parse_ids(*words, &vendor, &product))
			for (int i = 0; i < count; i++)
				found |= match_ids(&matches[i], vendor, product);
		if (!found)
			return false;
	}
	return true;
}

/* Adds an object if it is wanted; returns whether it is. */
static bool consider(struct libscols_table *table, char **words, const struct object_file *file,
		     const struct device_info *devices, int devices_count)
{
	struct object object = { .file = file };
	bool wanted;

	object.count = match_read(&object.matches, file->path);
	description_read(&object.description, file->path);
	wanted = is_wanted(words, file->name, object.description.devices, object.matches,
			   object.count);
	if (wanted)
		add_object(table, &object, devices, devices_count);
	description_free(&object.description);
	free(object.matches);
	return wanted;
}

/* Says which objects for the words are not installed, or that there is none. */
static int not_found(char **words, const struct object_file *files, int count)
{
	const char *said = "";

	for (const struct known *known = known_list; known->object; known++) {
		if (!is_wanted(words, known->object, known->devices, &known->match, 1) ||
		    search_has(files, count, known->object) || !strcmp(known->object, said))
			continue;
		said = known->object;
		fail(BAD_OBJECT, "%s is not installed; it is for: %s; to install it: %s", said,
		     known->devices, packages_install(PACKAGE_TOOL));
	}
	if (*said)
		return BAD_OBJECT;
	return fail(BAD_OBJECT,
		    "no installed object is for \"%s\"%s; to list all objects: hidbpf programs",
		    words[0], words[1] ? " and the other names" : "");
}

static int programs(char **words)
{
	struct libscols_table *table = table_new("programs", columns, json);
	struct device_info *devices = NULL;
	struct object_file *files = NULL;
	int count = search_list(&files), devices_count = device_list(&devices), found = 0, code;

	search_sort(files, count);
	for (int i = 0; i < count; i++)
		found += consider(table, words, &files[i], devices, devices_count);
	code = table_print(table);
	if (!code && !found && words[0])
		code = not_found(words, files, count);
	search_free(files, count);
	free(devices);
	return code;
}

const struct command command_programs = {
	.name = "programs",
	.summary = "list installed objects, or those for some device",
	.arguments = "[NAME|VENDOR:PRODUCT]...",
	.most_arguments = INT_MAX,
	.description =
		"List the object files on the search path, the devices they match (as patterns\n"
		"of modaliases), which of these are connected, and what the devices are called.\n"
		"An object without a pattern must be attached by name. If object names differ\n"
		"only in the number, only the object with the highest number that accepts the\n"
		"device is attached.\n",
	.words =
		(const struct command_word[]){
			{ "NAME",
			  "list only objects with this text in their own name or in that of\n"
			  "a device, in any case" },
			{ "VENDOR:PRODUCT",
			  "list only objects for devices with these IDs, such as\n"
			  "28bd:0803, which need not be connected" },
			{ 0 } },
	.options = (const struct command_option[]){ JSON_OPTION(json), { 0 } },
	.notes =
		"Search path, in this order; a file hides files of the same name further down:\n" SEARCH_PATH_HELP,
	.run = programs,
};
