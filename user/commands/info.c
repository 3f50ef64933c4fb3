// SPDX-License-Identifier: GPL-2.0-only
/* hidbpf info: shows a device or an object, whichever is named. */
#include "commands/info.h"
#include "cli/json.h"
#include "commands/commands.h"
#include "device/device.h"
#include "object/search.h"

#include <limits.h>

static bool json;

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

static int info(char **arguments)
{
	return device_is_name(arguments[0]) ? show_device(arguments[0]) : show_object(arguments[0]);
}

const struct command command_info = {
	.name = "info",
	.summary = "show everything about a device or an object",
	.arguments = "DEVICE|OBJECT",
	.least_arguments = 1,
	.most_arguments = 1,
	.description =
		"Show a device's IDs and driver, its programs in the order in which they run, and\n"
		"its report descriptor before and after they change it; or the devices that an\n"
		"object matches, its programs and its settings.\n",
	.words = (const struct command_word[]){ DEVICE_HELP, OBJECT_HELP, { 0 } },
	.options = (const struct command_option[]){ JSON_OPTION(json), { 0 } },
	.notes =
		"RUNS are counted while the sysctl kernel.bpf_stats_enabled is 1, which slows\n"
		"down all BPF programs a little. DROPS (reports a program dropped) and ERRORS\n"
		"(errors it returned) are counted by the module hid_bpf_compat and read from\n"
		"debugfs; native HID-BPF does not count them, and \"-\" is shown. TRIAL is the\n"
		"number of seconds until an object on trial is detached unless \"hidbpf keep\" is\n"
		"run.\n",
	.run = info,
};
