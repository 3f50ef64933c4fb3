// SPDX-License-Identifier: GPL-2.0-only
/* hidbpf attach */
#include "attachment/attach.h"
#include "cli/message.h"
#include "commands/commands.h"
#include "device/device.h"
#include "object/load.h"
#include "object/search.h"
#include "object/settings.h"

#include <getopt.h>
#include <limits.h>
#include <stdlib.h>
#include <unistd.h>

static const char usage[] =
	"Usage: hidbpf attach [OPTION]... DEVICE OBJECT\n"
	"\n"
	"Attaches the HID-BPF programs of an object file to a HID device and leaves them there until\n"
	"they are detached, the device is unplugged, or the machine is switched off.\n"
	"\n" DEVICE_HELP OBJECT_HELP "\n"
	"  -b, --before          run its programs before those that are attached already\n"
	"  -s, --set NAME=VALUE  give a setting of the object a value; repeatable\n"
	"  -t, --trial SECONDS   detach it after that time, unless \"hidbpf keep\" confirms it: for\n"
	"                        programs that may make the keyboard or the mouse useless\n"
	"  -r, --replace         replace the same object, if it is attached already\n"
	"  -v, --verbose         when the kernel refuses it, show all that it says about it\n"
	"  -h, --help            show this\n"
	"\n" SETTINGS_HELP "\n"
	"An object that has a \"probe\" program is attached only if that accepts the device. Either all\n"
	"programs of an object are attached, or none. What --replace finds attached goes only when\n"
	"the new one is loaded and accepted.\n";

static const struct option long_options[] = {
	{ "before", no_argument, NULL, 'b' },
	{ "set", required_argument, NULL, 's' },
	{ "trial", required_argument, NULL, 't' },
	{ "replace", no_argument, NULL, 'r' },
	{ "verbose", no_argument, NULL, 'v' },
	{ "help", no_argument, NULL, 'h' },
	{ 0 },
};

/* No trial is meant to last for more than a day. */
#define TRIAL_MAX (24 * 60 * 60)

static int attach(const char *name, const char *object, const struct attach_options *options)
{
	struct device_info info;
	struct device device;
	char path[PATH_MAX];
	int code;

	code = device_parse(&device, name);
	if (code)
		return code;
	if (geteuid())
		return fail(NOT_PERMITTED, "only root can attach programs to devices");
	code = device_read(&info, &device);
	if (!code)
		code = search_find(path, sizeof(path), object);
	return code ?: attach_object(&info, path, options);
}

static int parse_trial(const char *text, unsigned int *seconds)
{
	unsigned long value;
	char *end;

	value = strtoul(text, &end, 10);
	if (end == text || *end || !value || value > TRIAL_MAX)
		return fail(BAD_USAGE, "\"%s\" is not a number of seconds for --trial, 1 to %d",
			    text, TRIAL_MAX);
	*seconds = value;
	return DONE;
}

/* Reads an option; true when the command ends here, with *code. */
static bool parse_option(int option, struct attach_options *options, int *code)
{
	*code = DONE;
	switch (option) {
	case 'b':
		options->before = true;
		break;
	case 's':
		options->settings[options->settings_count++] = optarg;
		break;
	case 't':
		*code = parse_trial(optarg, &options->trial);
		break;
	case 'r':
		options->replace = true;
		break;
	case 'v':
		options->verbose = true;
		break;
	case 'h':
		*code = help(usage);
		return true;
	default:
		*code = bad_usage("attach");
	}
	return *code;
}

int command_attach(int argc, char **argv)
{
	char *settings[argc];
	struct attach_options options = { .settings = settings };
	int option, code;

	while ((option = getopt_long(argc, argv, "bs:t:rvh", long_options, NULL)) != -1)
		if (parse_option(option, &options, &code))
			return code;
	if (argc - optind != 2)
		return fail(BAD_USAGE,
			    "attach needs a device and an object; see hidbpf attach --help");
	return attach(argv[optind], argv[optind + 1], &options);
}
