// SPDX-License-Identifier: GPL-2.0-only
/* hidbpf list: the devices of the system, and what is attached to them. */
#include "attachment/list.h"
#include "cli/message.h"
#include "cli/table.h"
#include "commands/commands.h"
#include "device/device.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static const char usage[] =
	"Usage: hidbpf list [--json]\n"
	"\n"
	"Lists the HID devices of the system: bus, ids, name, driver, and the objects attached to\n"
	"each. TRIAL is the number of seconds until the next of those that are on trial is detached,\n"
	"unless \"hidbpf keep\" confirms it. Who is not root does not see objects.\n"
	"\n"
	"  -j, --json  print JSON\n"
	"  -h, --help  show this\n";

enum { DEVICE, BUS, VENDOR, PRODUCT, NAME, DRIVER, OBJECTS, TRIAL };

static const struct column columns[] = {
	[DEVICE] = { "DEVICE", TEXT },
	[BUS] = { "BUS", TEXT },
	[VENDOR] = { "VENDOR", TEXT },
	[PRODUCT] = { "PRODUCT", TEXT },
	[NAME] = { "NAME", TEXT },
	[DRIVER] = { "DRIVER", TEXT },
	[OBJECTS] = { "OBJECTS", LIST },
	[TRIAL] = { "TRIAL", NUMBER },
	{ NULL, TEXT },
};

static void add_object(const char *object, void *row)
{
	table_append(row, OBJECTS, object);
}

static void add_device(struct libscols_table *table, const struct device_info *info,
		       const struct attachments *attachments)
{
	struct libscols_line *row = table_row(table);
	unsigned int trial = attachments_trial(attachments, &info->device);
	const char *bus = device_bus_name(info->bus);

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
}

/* Without the right to see objects, devices alone are worth listing. */
static int list(bool json)
{
	struct libscols_table *table = table_new("devices", columns, json);
	struct attachments attachments = { 0 };
	struct device_info *devices = NULL;
	int count, code = DONE;

	if (!geteuid())
		code = attachments_read(&attachments);
	count = device_list(&devices);
	for (int i = 0; i < count; i++)
		add_device(table, &devices[i], &attachments);
	free(devices);
	attachments_free(&attachments);
	return table_print(table) ?: code;
}

int command_list(int argc, char **argv)
{
	bool json;
	int code;

	if (!parse_json_option(argc, argv, usage, &json, &code))
		return code;
	if (optind < argc)
		return fail(BAD_USAGE, "list takes no argument; see hidbpf list --help");
	return list(json);
}
