// SPDX-License-Identifier: GPL-2.0-only
/* hidbpf info: finds out whether a device or an object is meant. */
#include "commands/info.h"
#include "cli/message.h"
#include "commands/commands.h"
#include "device/device.h"
#include "object/search.h"

#include <getopt.h>
#include <limits.h>
#include <string.h>
#include <unistd.h>

static const char usage[] =
	"Usage: hidbpf info [--json] DEVICE|OBJECT\n"
	"\n"
	"Of a device: what it is; the programs attached to it, in the order they run; its report\n"
	"descriptor, before and after they changed it. Of an object: which devices it is for, its\n"
	"programs and its settings.\n"
	"\n" DEVICE_HELP OBJECT_HELP "\n"
	"  -j, --json  print JSON\n"
	"  -h, --help  show this\n"
	"\n"
	"RUNS are counted while sysctl kernel.bpf_stats_enabled is 1, which costs all BPF programs\n"
	"some time. DROPS, reports that a program dropped, and ERRORS, which it answered, are counted\n"
	"by the module hid_bpf_compat, where debugfs is mounted; the kernel's own HID-BPF does not\n"
	"count them: there both are \"-\". TRIAL is the number of seconds until what is on trial is\n"
	"detached, unless \"hidbpf keep\" confirms it.\n";

static int device_info(const char *name, bool json)
{
	struct device_info info;
	struct device device;
	int code = device_parse(&device, name);

	if (!code)
		code = device_read(&info, &device);
	return code ?: info_device(&info, json);
}

static int object_info(const char *name, bool json)
{
	char path[PATH_MAX];
	int code = search_find(path, sizeof(path), name);

	return code ?: info_object(path, json);
}

int command_info(int argc, char **argv)
{
	bool json;
	int code;

	if (!parse_json_option(argc, argv, usage, &json, &code))
		return code;
	if (argc - optind != 1)
		return fail(BAD_USAGE, "info needs a device or an object; see hidbpf info --help");
	return device_is_name(argv[optind]) ? device_info(argv[optind], json) :
					      object_info(argv[optind], json);
}
