// SPDX-License-Identifier: GPL-2.0-only
/* hidbpf detach */
#include "attachment/attach.h"
#include "cli/message.h"
#include "commands/commands.h"
#include "device/device.h"

#include <getopt.h>
#include <unistd.h>

static const char usage[] =
	"Usage: hidbpf detach DEVICE [OBJECT]\n"
	"\n"
	"Detaches an object from a HID device, which may be unplugged already; without OBJECT, everything\n"
	"that is attached to it.\n"
	"\n" DEVICE_HELP
	"  OBJECT  what was attached: its file, or its name with or without number and suffix\n"
	"\n"
	"  -h, --help  show this\n";

static const struct option options[] = {
	{ "help", no_argument, NULL, 'h' },
	{ 0 },
};

static int detach(const char *name, const char *object)
{
	struct device device;
	int code;

	code = device_parse(&device, name);
	if (code)
		return code;
	if (geteuid())
		return fail(NOT_PERMITTED, "only root can detach programs from devices");
	return detach_object(&device, object);
}

int command_detach(int argc, char **argv)
{
	int option = getopt_long(argc, argv, "h", options, NULL);

	if (option != -1)
		return option == 'h' ? help(usage) : bad_usage("detach");
	if (argc - optind != 1 && argc - optind != 2)
		return fail(BAD_USAGE, "detach needs a device, and may have an object; "
				       "see hidbpf detach --help");
	return detach(argv[optind], argc - optind == 2 ? argv[optind + 1] : NULL);
}
