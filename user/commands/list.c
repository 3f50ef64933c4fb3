// SPDX-License-Identifier: GPL-2.0-only
/* hidbpf list: lists devices and the objects attached to them. */
#include "attachment/list.h"
#include "attachment/older.h"
#include "cli/json.h"
#include "cli/message.h"
#include "cli/table.h"
#include "commands/commands.h"
#include "device/device.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool json;

enum { DEVICE, BUS, VENDOR, PRODUCT, NAME, DRIVER, OBJECTS, TRIAL, OLDER };

static struct column columns[] = {
	[DEVICE] = { "DEVICE", TEXT },	 [BUS] = { "BUS", TEXT },
	[VENDOR] = { "VENDOR", TEXT },	 [PRODUCT] = { "PRODUCT", TEXT },
	[NAME] = { "NAME", TEXT },	 [DRIVER] = { "DRIVER", TEXT },
	[OBJECTS] = { "OBJECTS", LIST }, [TRIAL] = { "TRIAL", NUMBER },
	[OLDER] = { "OLDER", LIST },	 { NULL, TEXT },
};

static void add_object(const char *object, void *row)
{
	table_append(row, OBJECTS, object);
}

/* The objects of pinned programs, which are next to each other, and the number of the others. */
static void add_older(struct libscols_line *row, const struct older_programs *older)
{
	int others = older->events + older->fixups - older->pinned_count;
	const char *last = "";
	char text[32];

	for (int i = 0; i < older->pinned_count; i++) {
		if (strcmp(older->pinned[i].object, last))
			table_append(row, OLDER, older->pinned[i].object);
		last = older->pinned[i].object;
	}
	snprintf(text, sizeof(text), "%d not pinned", others);
	if (others > 0)
		table_append(row, OLDER, text);
}

static void add_device(struct libscols_table *table, const struct device_info *info,
		       const struct attachments *attachments)
{
	struct libscols_line *row = table_row(table);
	unsigned int trial = attachments_trial(attachments, &info->device);
	const char *bus = device_bus_name(info->bus);
	struct older_programs older;

	table_cell(row, DEVICE, "%s", info->device.sysname);
	if (bus)
		table_cell(row, BUS, "%s", bus);
	else
		table_cell(row, BUS, "%04X", info->bus);
	table_cell(row, VENDOR, "%04X", info->vendor);
	table_cell(row, PRODUCT, "%04X", info->product);
	table_cell(row, NAME, "%s", info->name);
	table_cell(row, DRIVER, "%s", info->driver);
	attachments_objects(attachments, &info->device, add_object, row);
	if (trial)
		table_cell(row, TRIAL, "%u", trial);
	older_read(&older, &info->device);
	add_older(row, &older);
	older_free(&older);
}

static bool have_older(const struct device_info *devices, int count)
{
	for (int i = 0; i < count; i++)
		if (older_count_on(&devices[i].device))
			return true;
	return false;
}

/* Users who cannot see objects still get the devices, and are told. */
static int list(char **arguments)
{
	struct libscols_table *table;
	struct attachments attachments = { 0 };
	struct device_info *devices = NULL;
	int count, code = DONE;

	(void)arguments;
	if (missing_privilege())
		fprintf(stderr, "hidbpf: only %s can see attached objects\n", missing_privilege());
	else
		code = attachments_read(&attachments);
	count = device_list(&devices);
	if (!json && !have_older(devices, count))
		columns[OLDER].name = NULL;
	table = table_new("devices", columns, json);
	for (int i = 0; i < count; i++)
		add_device(table, &devices[i], &attachments);
	free(devices);
	attachments_free(&attachments);
	return table_print(table) ?: code;
}

const struct command command_list = {
	.name = "list",
	.summary = "list devices and the objects attached to them",
	.arguments = "",
	.description =
		"List the HID devices of the system with their bus, IDs, name, driver and\n"
		"attached objects. TRIAL is the number of seconds until the next object on trial\n"
		"is detached unless \"hidbpf keep\" is run. OLDER lists objects with programs for\n"
		"the kernel's older HID-BPF, that of Linux 6.3 to 6.10, which other loaders\n"
		"attached. Only root can see attached objects.\n",
	.options = (const struct command_option[]){ JSON_OPTION(json), { 0 } },
	.run = list,
};
