// SPDX-License-Identifier: GPL-2.0-only
/* hidbpf detach */
#include "hidbpf.h"

#include <unistd.h>

int command_detach(int argc, char **argv)
{
	struct device device;
	int code;

	if (argc != 2 && argc != 3)
		return fail(BAD_USAGE, "detach needs a device, and may have an object; "
				       "see hidbpf --help");
	code = device_parse(&device, argv[1]);
	if (code)
		return code;
	if (geteuid())
		return fail(NOT_PERMITTED, "only root can detach programs from devices");
	return pins_detach(&device, argc == 3 ? argv[2] : NULL);
}
