// SPDX-License-Identifier: GPL-2.0-only
/* hidbpf keep */
#include "attachment/trial.h"
#include "cli/message.h"
#include "commands/commands.h"
#include "device/device.h"

#include <getopt.h>
#include <unistd.h>

static const char usage[] =
	"Usage: hidbpf keep DEVICE [OBJECT]\n"
	"\n"
	"Keeps what \"hidbpf attach --trial\" attached to a HID device, as if it had been attached\n"
	"without --trial; without OBJECT, all of it.\n"
	"\n" DEVICE_HELP
	"  OBJECT  what was attached: its file, or its name with or without number and suffix\n"
	"\n"
	"  -h, --help  show this\n";

static const struct option options[] = {
	{ "help", no_argument, NULL, 'h' },
	{ 0 },
};

static int keep(const char *name, const char *object)
{
	struct device device;
	int code, count;

	code = device_parse(&device, name);
	if (code)
		return code;
	if (geteuid())
		return fail(NOT_PERMITTED, "only root can keep programs on devices");
	code = device_check(&device);
	if (code)
		return code;
	count = trial_keep(&device, object);
	if (!count)
		return fail(NO_DEVICE,
			    "%s is on trial on %s: it was kept, detached, or its time is over; "
			    "what is attached is listed by: hidbpf list",
			    object ? "no such object" : "nothing", device.sysname);
	return count < 0 ? REFUSED : DONE;
}

int command_keep(int argc, char **argv)
{
	int option = getopt_long(argc, argv, "h", options, NULL);

	if (option != -1)
		return option == 'h' ? help(usage) : bad_usage("keep");
	if (argc - optind != 1 && argc - optind != 2)
		return fail(BAD_USAGE, "keep needs a device, and may have an object; "
				       "see hidbpf keep --help");
	return keep(argv[optind], argc - optind == 2 ? argv[optind + 1] : NULL);
}
