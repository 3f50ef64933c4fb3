// SPDX-License-Identifier: GPL-2.0-only
/* hidbpf auto: what udev calls when a device comes or goes. */
#include "attachment/attach.h"
#include "attachment/declined.h"
#include "attachment/original_rdesc.h"
#include "attachment/pins.h"
#include "attachment/trial.h"
#include "attachment/udev_properties.h"
#include "cli/message.h"
#include "commands/commands.h"
#include "device/device.h"
#include "device/ignore.h"
#include "libhidbpf/libhidbpf.h"
#include "object/load.h"
#include "object/match.h"
#include "object/search.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static const char usage[] =
	"Usage: hidbpf auto [--remove|--properties] DEVICE\n"
	"\n"
	"Attaches the installed objects that are for this device; \"hidbpf programs\" lists them. Of\n"
	"objects that differ in their number alone, the one with the highest number whose probe program\n"
	"accepts the device is attached. What is attached already stays. udev calls this for each\n"
	"device that is plugged in.\n"
	"\n" DEVICE_HELP "\n"
	"  -r, --remove      clean up behind a device that is unplugged\n"
	"  -p, --properties  print the udev properties that programs gave it\n"
	"  -h, --help        show this\n"
	"\n"
	"Nothing is attached to a device that has the udev property " IGNORE_PROPERTY
	", or a line in\n" IGNORE_FILE
	": VENDOR:PRODUCT, or a pattern for its modalias as hid:b0003g*v0000046Dp*.\n";

static const struct option options[] = {
	{ "remove", no_argument, NULL, 'r' },
	{ "properties", no_argument, NULL, 'p' },
	{ "help", no_argument, NULL, 'h' },
	{ 0 },
};

/* Leaves of a list of objects those that say they are for the device. Returns how many. */
static int choose(struct object_file *files, int count, const struct device_info *info)
{
	int chosen = 0;

	for (int i = 0; i < count; i++) {
		struct object_file file = files[i];

		if (!match_file(file.path, info))
			continue;
		files[i] = files[chosen];
		files[chosen++] = file;
	}
	return chosen;
}

static bool some_is_attached(const struct object_file *files, int count,
			     const struct device_info *info)
{
	for (int i = 0; i < count; i++)
		if (attach_is_attached(&info->device, files[i].path))
			return true;
	return false;
}

/* Attaches the first of objects with the same stem that can be. What failed before it was said. */
static int attach_one(const struct object_file *files, int count, const struct device_info *info)
{
	const struct attach_options quietly = { .automatic = true };
	int code = DONE, failed = DONE;

	if (some_is_attached(files, count, info))
		return DONE;
	for (int i = 0; i < count; i++) {
		code = attach_object(info, files[i].path, &quietly);
		if (code == DONE || code == ALREADY_ATTACHED)
			return DONE;
		if (code != NOT_FOR_DEVICE)
			failed = code;
	}
	return failed;
}

static int attach_all(const struct object_file *files, int count, const struct device_info *info)
{
	int code, failed = DONE, first = 0;

	if (geteuid())
		return fail(NOT_PERMITTED, "only root can attach programs to devices");
	if (hidbpf_front_end() == HIDBPF_NO_FRONT_END)
		return fail(NO_HID_BPF,
			    "%s is for %s, but this kernel has no HID-BPF; "
			    "to give it HID-BPF: modprobe hid_bpf_compat",
			    files[0].name, info->device.sysname);
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
	const char *word;

	code = device_read(&info, device);
	if (code)
		return code;
	if (ignore_device(&info, &word)) {
		fprintf(stderr, "hidbpf: %s is left alone, as %s says\n", device->sysname, word);
		return DONE;
	}
	count = search_list(&files);
	chosen = choose(files, count, &info);
	if (chosen)
		code = attach_all(files, chosen, &info);
	search_free(files, count);
	return code;
}

static int print_properties(const struct device *device)
{
	properties_print(device);
	return DONE;
}

/* The kernel has detached everything with the device; names are left. */
static int clean_up(const struct device *device)
{
	trial_end(device, NULL);
	original_forget(device);
	declined_forget(device);
	return pins_detach(device, NULL) < 0 ? REFUSED : DONE;
}

int command_auto(int argc, char **argv)
{
	int (*action)(const struct device *device) = add;
	struct device device;
	int option, code;

	while ((option = getopt_long(argc, argv, "rph", options, NULL)) != -1) {
		switch (option) {
		case 'r':
			action = clean_up;
			break;
		case 'p':
			action = print_properties;
			break;
		case 'h':
			return help(usage);
		default:
			return bad_usage("auto");
		}
	}
	if (argc - optind != 1)
		return fail(BAD_USAGE, "auto needs a device; see hidbpf auto --help");
	code = device_parse(&device, argv[optind]);
	if (code)
		return code;
	return action(&device);
}
