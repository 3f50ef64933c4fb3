// SPDX-License-Identifier: GPL-2.0-only
/* hidbpf info: shows a device, an object or a recording, whichever is named. */
#include "commands/info.h"
#include "cli/json.h"
#include "cli/message.h"
#include "commands/commands.h"
#include "device/device.h"
#include "object/search.h"
#include "recording/open.h"

#include <elf.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

static bool json;
static const char *choice; /* --device */

static int show_device(const char *name)
{
	struct device_info info;
	struct device device;
	int code = device_parse(&device, name);

	if (!code)
		code = device_read(&info, &device);
	return code ?: info_device(&info, json);
}

static int show_object(const char *name)
{
	char path[PATH_MAX];
	int code = search_find(path, sizeof(path), name);

	return code ?: info_object(path, json);
}

/* Whether a file is neither an object nor named like one. */
static bool is_recording(const char *path)
{
	size_t len = strlen(path);
	char magic[SELFMAG];
	struct stat status;
	bool is_elf;
	FILE *file;

	/* What a pipe delivers can be read only once. */
	if (!stat(path, &status) && S_ISFIFO(status.st_mode))
		return true;
	file = fopen(path, "re");
	if (!file)
		return false;
	is_elf = fread(magic, 1, SELFMAG, file) == SELFMAG && !memcmp(magic, ELFMAG, SELFMAG);
	fclose(file);
	return !is_elf && (len < 2 || strcmp(path + len - 2, ".o"));
}

static int info(char **arguments)
{
	const char *name = arguments[0];

	if (!device_is_name(name) && is_recording(name))
		return info_recording(name, choice, json);
	if (choice)
		return fail(BAD_USAGE, "--device is for recordings, and %s is none", name);
	return device_is_name(name) ? show_device(name) : show_object(name);
}

static int set_choice(char *value)
{
	choice = value;
	return DONE;
}

const struct command command_info = {
	.name = "info",
	.summary = "show everything about a device, an object or a recording",
	.arguments = "DEVICE|OBJECT|RECORDING",
	.least_arguments = 1,
	.most_arguments = 1,
	.description =
		"Show a device's IDs and driver, its programs in the order in which they run, and\n"
		"its report descriptor before and after they change it; the devices that an object\n"
		"matches, its programs and its settings; or the devices of a recording, their\n"
		"report descriptors and each report with its values. Fields with a unit are shown\n"
		"with their physical range, and absolute axes with the resolution that evdev gives\n"
		"applications, in units per millimeter or radian, if no special driver changes it.\n"
		"Of a descriptor that the kernel refuses, the item, the reason and the kernel's log\n"
		"message are shown.\n",
	.words = (const struct command_word[]){ DEVICE_HELP, OBJECT_HELP, RECORDING_HELP, { 0 } },
	.options = (const struct command_option[]){ RECORDED_DEVICE_OPTION(set_choice),
						    JSON_OPTION(json),
						    { 0 } },
	.notes =
		"RUNS are counted while the sysctl kernel.bpf_stats_enabled is 1, which slows\n"
		"down all BPF programs a little. DROPS (reports a program dropped) and ERRORS\n"
		"(errors it returned) are counted by the module hid_bpf_compat and read from\n"
		"debugfs; native HID-BPF does not count them, and \"-\" is shown. TRIAL is the\n"
		"number of seconds until an object on trial is detached unless \"hidbpf keep\" is\n"
		"run.\n",
	.run = info,
};
