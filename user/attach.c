// SPDX-License-Identifier: GPL-2.0-only
/* hidbpf attach */
#include "hidbpf.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static const char *reason(int err)
{
	switch (err) {
	case EINVAL:
		return "the device is gone, another object already changes its report descriptor, "
		       "or the object's flags are unknown";
	case E2BIG:
		return "the device has as many programs as it can have; detach some";
	default:
		return hid_error();
	}
}

/* Attaches one hid_bpf_ops and keeps it by a pin in dir. */
static int attach_ops(struct hid_ops *ops, const char *dir, const char *path,
		      const struct device *device)
{
	char pin[PINS_PATH + NAME_MAX];
	int err;

	snprintf(pin, sizeof(pin), "%s/%s", dir, ops->name);
	err = hid_ops_keep(ops, pin);
	if (!err)
		return DONE;
	return fail(err == -EPERM ? NOT_PERMITTED : REFUSED,
		    "the kernel refused to attach %s of %s to %s: %s", ops->name, path,
		    device->sysname, reason(-err));
}

static int attach_object(struct hid_object *object, const char *path, const struct device *device)
{
	struct hid_ops *ops = NULL;
	char dir[PINS_PATH];
	int code;

	code = pins_create(dir, sizeof(dir), device, path);
	if (code)
		return code;
	while (!code && (ops = hid_object_next_ops(object, ops)))
		if (ops->load)
			code = attach_ops(ops, dir, path, device);
	/* The pins are all that keeps the programs attached. */
	if (code)
		pins_remove(dir);
	return code;
}

int command_attach(int argc, char **argv)
{
	bool verbose = argc > 1 && !strcmp(argv[1], "--verbose");
	struct hid_object *object;
	struct device device;
	int code;

	argc -= verbose;
	argv += verbose;
	if (argc != 3)
		return fail(BAD_USAGE, "attach needs a device and an object; see hidbpf --help");
	code = device_parse(&device, argv[1]);
	if (code)
		return code;
	if (geteuid())
		return fail(NOT_PERMITTED, "only root can attach programs to devices");
	code = device_check(&device);
	if (code)
		return code;
	code = object_load(&object, argv[2], &device, verbose);
	if (code)
		return code;
	code = attach_object(object, argv[2], &device);
	hid_object_close(object);
	return code;
}
