// SPDX-License-Identifier: GPL-2.0-only
/* hidbpf auto: what udev runs when a device appears or goes. */
#include "attachment/attach.h"
#include "attachment/declined.h"
#include "attachment/older.h"
#include "attachment/origin.h"
#include "attachment/original_rdesc.h"
#include "attachment/pins.h"
#include "attachment/trial.h"
#include "attachment/udev_properties.h"
#include "cli/message.h"
#include "commands/commands.h"
#include "device/device.h"
#include "device/ignore.h"
#include "object/kind.h"
#include "object/load.h"
#include "object/match_index.h"
#include "object/search.h"

#include <stdio.h>
#include <stdlib.h>

/* Moves the candidates for the device to the front of the list. Returns how many there are. */
static int choose(struct object_file *files, int count, const struct device_info *info)
{
	struct match_index index;
	int chosen = 0;

	match_index_open(&index);
	for (int i = 0; i < count; i++) {
		struct object_file file = files[i];

		if (!match_index_file(&index, &file, info) || !kind_is_candidate(file.path, info))
			continue;
		files[i] = files[chosen];
		files[chosen++] = file;
	}
	match_index_close(&index);
	return chosen;
}

static bool some_is_attached(const struct object_file *files, int count,
			     const struct device_info *info)
{
	for (int i = 0; i < count; i++)
		if (object_is_attached(&info->device, files[i].path))
			return true;
	return false;
}

/* Attaches the first of several objects with the same stem that accepts the device. */
static int attach_one(const struct object_file *files, int count, const struct device_info *info)
{
	const struct attach_options automatic = { .automatic = true };
	int code = DONE, failed = DONE;

	if (some_is_attached(files, count, info))
		return DONE;
	for (int i = 0; i < count; i++) {
		code = attach_object(info, files[i].path, &automatic);
		if (code == DONE || code == ALREADY_ATTACHED)
			return DONE;
		if (code != NOT_FOR_DEVICE)
			failed = code;
	}
	return failed;
}

/* The loader of the other programs may have come later, and both would fix the device. */
static int leave_to_other_loader(const struct object_file *files, int count,
				 const struct device *device, const char *older)
{
	int code = DONE;

	fprintf(stderr, "hidbpf: leaving %s to another loader, which attached %s\n",
		device->sysname, older);
	for (int i = 0; !code && i < count; i++)
		if (object_is_attached(device, files[i].path)) {
			fprintf(stderr, "hidbpf: detaching %s from %s\n", files[i].name,
				device->sysname);
			code = detach_object(device, files[i].path);
		}
	return code;
}

static int attach_all(const struct object_file *files, int count, const struct device_info *info)
{
	int code, failed = DONE, first = 0;
	const char *older;

	code = check_root("attach objects to devices");
	if (!code)
		code = check_hid_bpf(files[0].name, &info->device);
	if (code)
		return code;
	older = older_count_on(&info->device);
	if (older)
		return leave_to_other_loader(files, count, &info->device, older);
	for (int i = 1; i <= count; i++) {
		if (i < count && search_same_stem(&files[i], &files[first]))
			continue;
		code = attach_one(&files[first], i - first, info);
		if (code)
			failed = code;
		first = i;
	}
	return failed;
}

static int add(const struct device *device)
{
	struct object_file *files = NULL;
	struct device_info info;
	int code, count, chosen;
	const char *reason;

	code = device_read(&info, device);
	if (code)
		return code;
	if (ignore_device(&info, &reason)) {
		fprintf(stderr, "hidbpf: ignoring %s because of %s\n", device->sysname, reason);
		return DONE;
	}
	count = search_list(&files);
	chosen = choose(files, count, &info);
	search_sort(files, chosen);
	if (chosen)
		code = attach_all(files, chosen, &info);
	search_free(files, count);
	return code;
}

static int print_properties(const struct device *device)
{
	int code = check_root("read the properties that programs set");

	if (!code)
		properties_print(device);
	return code;
}

/* The kernel has detached everything when the device went; pins and files remain. */
static int clean_up(const struct device *device)
{
	int code = check_root("detach objects from devices");

	if (code)
		return code;
	trial_end(device, NULL);
	original_forget(device);
	declined_forget(device);
	origin_forget(device);
	return pins_detach(device, NULL) < 0 ? REFUSED : DONE;
}

static bool remove_device, properties;

static int automatic(char **arguments)
{
	struct device device;
	int code = device_parse(&device, arguments[0]);

	if (code)
		return code;
	if (properties)
		return print_properties(&device);
	return remove_device ? clean_up(&device) : add(&device);
}

const struct command command_auto = {
	.name = "auto",
	.summary = "attach the installed objects that match a device; run by udev",
	.arguments = "DEVICE",
	.least_arguments = 1,
	.most_arguments = 1,
	.description =
		"Attach the installed objects that match a device; \"hidbpf programs\" lists them.\n"
		"If object names differ only in the number, only the object with the highest\n"
		"number that accepts the device is attached. Objects that are already attached\n"
		"stay as they are, and objects for the HID-BPF before Linux 6.11 are ignored.\n"
		"udev runs this command for each device that appears.\n",
	.words = (const struct command_word[]){ DEVICE_HELP, { 0 } },
	.options =
		(const struct command_option[]){
			{ 'r', "remove", .flag = &remove_device,
			  .help = "clean up after a device that was unplugged" },
			{ 'p', "properties", .flag = &properties,
			  .help = "print the udev properties that programs gave the device" },
			{ 0 } },
	.notes =
		"The command attaches nothing to a device that has the udev property\n" IGNORE_PROPERTY
		" or a line in " IGNORE_FILE ". A line is\n"
		"VENDOR:PRODUCT, or a pattern for modaliases such as hid:b0003g*v0000046Dp*.\n"
		"\n"
		"If the kernel was booted with the parameter " IGNORE_PARAMETER
		", the command attaches\n"
		"nothing to any device.\n"
		"\n"
		"On kernels with the older HID-BPF of Linux 6.3 to 6.10, a device with programs\n"
		"for it is left to the loader that attached them: the command attaches nothing to\n"
		"it, and detaches matching objects that were attached before.\n",
	.run = automatic,
};
