// SPDX-License-Identifier: GPL-2.0-only
/* hidbpf attach */
#include "hidbpf.h"
#include "search.h"

#include <errno.h>
#include <getopt.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static const char usage[] =
	"Usage: hidbpf attach [OPTION]... DEVICE OBJECT\n"
	"\n"
	"Attaches the HID-BPF programs of an object file to a HID device and leaves them there until\n"
	"they are detached, the device is unplugged, or the machine is switched off.\n"
	"\n" DEVICE_HELP OBJECT_HELP "\n"
	"  -v, --verbose  when the kernel refuses the object, show all that it says about it\n"
	"  -h, --help     show this\n"
	"\n"
	"An object that has a \"probe\" program is attached only if that accepts the device. Either all\n"
	"programs of an object are attached, or none.\n";

static const struct option options[] = {
	{ "verbose", no_argument, NULL, 'v' },
	{ "help", no_argument, NULL, 'h' },
	{ 0 },
};

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

static int attach(const char *name, const char *object_name, bool verbose)
{
	struct hid_object *object;
	struct device device;
	char path[PATH_MAX];
	int code;

	code = device_parse(&device, name);
	if (code)
		return code;
	if (geteuid())
		return fail(NOT_PERMITTED, "only root can attach programs to devices");
	code = device_check(&device);
	if (!code)
		code = search_find(path, sizeof(path), object_name);
	if (code)
		return code;
	code = object_load(&object, path, &device, verbose);
	if (code)
		return code;
	code = attach_object(object, path, &device);
	hid_object_close(object);
	return code;
}

int command_attach(int argc, char **argv)
{
	bool verbose = false;
	int option;

	while ((option = getopt_long(argc, argv, "hv", options, NULL)) != -1) {
		switch (option) {
		case 'h':
			return help(usage);
		case 'v':
			verbose = true;
			break;
		default:
			return bad_usage("attach");
		}
	}
	if (argc - optind != 2)
		return fail(BAD_USAGE,
			    "attach needs a device and an object; see hidbpf attach --help");
	return attach(argv[optind], argv[optind + 1], verbose);
}
