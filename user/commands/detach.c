// SPDX-License-Identifier: GPL-2.0-only
/* hidbpf detach: detaches objects from a device. */
#include "attachment/attach.h"
#include "cli/message.h"
#include "commands/commands.h"
#include "device/device.h"
#include "object/search.h"

static int detach(char **arguments)
{
	struct device device;
	int code;

	code = device_parse(&device, arguments[0]);
	if (!code)
		code = check_root("detach objects from devices");
	return code ?: detach_object(&device, arguments[1]);
}

const struct command command_detach = {
	.name = "detach",
	.summary = "detach an object, or everything, from a device",
	.arguments = "DEVICE [OBJECT]",
	.least_arguments = 1,
	.most_arguments = 2,
	.description =
		"Detach an object from a device, or everything if OBJECT is not given. This\n"
		"also works for a device that was unplugged, given by its name.\n",
	.words = (const struct command_word[]){ DEVICE_HELP, ATTACHED_OBJECT_HELP, { 0 } },
	.run = detach,
};
