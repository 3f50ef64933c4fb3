// SPDX-License-Identifier: GPL-2.0-only
/* hidbpf attach: attaches an object to a device. */
#include "attachment/attach.h"
#include "attachment/older.h"
#include "cli/message.h"
#include "commands/commands.h"
#include "device/device.h"
#include "object/load.h"
#include "object/search.h"
#include "object/settings.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>

/* A day: longer trials are likely mistakes. */
#define TRIAL_MAX (24 * 60 * 60)

static struct attach_options options;

static int set_setting(char *assignment)
{
	return attach_options_add(&options, assignment);
}

static int set_trial(char *text)
{
	unsigned long value;
	char *end;

	value = strtoul(text, &end, 10);
	if (end == text || *end || !value || value > TRIAL_MAX)
		return fail(BAD_USAGE,
			    "invalid --trial \"%s\": expected a number of seconds from 1 to %d",
			    text, TRIAL_MAX);
	options.trial = value;
	return DONE;
}

/* Both may fix the same defect. */
static void mention_older(const struct device *device)
{
	const char *older = older_count_on(device);

	if (older)
		fprintf(stderr,
			"hidbpf: %s also has %s, attached by another loader; to list them: hidbpf info "
			"%s\n",
			device->sysname, older, device->sysname);
}

static int attach(char **arguments)
{
	struct device_info info;
	struct device device;
	char path[PATH_MAX];
	int code;

	code = device_parse(&device, arguments[0]);
	if (!code)
		code = check_root("attach objects to devices");
	if (!code)
		code = device_read(&info, &device);
	if (!code)
		code = search_find(path, sizeof(path), arguments[1]);
	if (!code)
		code = attach_object(&info, path, &options);
	if (!code)
		mention_older(&device);
	free(options.settings);
	return code;
}

const struct command command_attach = {
	.name = "attach",
	.summary = "attach an object to a device",
	.arguments = "DEVICE OBJECT",
	.least_arguments = 2,
	.most_arguments = 2,
	.description =
		"Attach an object, that is all HID-BPF programs in it, to a device. It stays\n"
		"attached until it is detached, the device is unplugged, or the system shuts\n"
		"down.\n",
	.words = (const struct command_word[]){ DEVICE_HELP, OBJECT_HELP, { 0 } },
	.options =
		(const struct command_option[]){
			{ 'b', "before", .flag = &options.before,
			  .help = "run before the programs that are already attached" },
			{ 's', "set", "NAME=VALUE", .set = set_setting,
			  .help = "set a variable of the object, see below; may be repeated" },
			{ 't', "trial", "SECONDS", .set = set_trial,
			  .help = "detach after 1 to 86400 seconds unless \"hidbpf keep\"\n"
				  "is run: for programs that may disable your mouse or\n"
				  "keyboard" },
			{ 'r', "replace", .flag = &options.replace,
			  .help = "replace the object if it is already attached" },
			{ 'v', "verbose", .flag = &options.verbose,
			  .help = "show the whole verifier log if the kernel refuses a\n"
				  "program" },
			{ 0 } },
	.notes = SETTINGS_HELP
	"\n"
	"An object with a probe program is attached only if that program accepts the\n"
	"device. All programs of an object are attached, or none. With --replace, the old\n"
	"object is detached once the new one has been loaded and has accepted the device.\n"
	"If attaching then fails, neither is attached.\n",
	.run = attach,
};
