// SPDX-License-Identifier: GPL-2.0-only
/* hidbpf keep: ends trials by keeping what is attached. */
#include "attachment/trial.h"
#include "cli/message.h"
#include "commands/commands.h"
#include "device/device.h"
#include "object/search.h"

static int keep(char **arguments)
{
	const char *object = arguments[1];
	struct device device;
	int code, count;

	code = device_parse(&device, arguments[0]);
	if (!code)
		code = check_root("keep objects on devices");
	if (!code)
		code = device_check(&device);
	if (code)
		return code;
	count = trial_keep(&device, object);
	if (!count)
		return fail(NO_DEVICE,
			    "%s is %son trial on %s; to list attached objects: hidbpf list",
			    object ?: "nothing", object ? "not " : "", device.sysname);
	return count < 0 ? REFUSED : DONE;
}

const struct command command_keep = {
	.name = "keep",
	.summary = "keep what was attached with --trial",
	.arguments = "DEVICE [OBJECT]",
	.least_arguments = 1,
	.most_arguments = 2,
	.description =
		"Keep an object that \"hidbpf attach --trial\" has attached to a device, or all\n"
		"such objects if OBJECT is not given. They stay attached as if --trial had not\n"
		"been given.\n",
	.words = (const struct command_word[]){ DEVICE_HELP, ATTACHED_OBJECT_HELP, { 0 } },
	.run = keep,
};
