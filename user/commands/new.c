// SPDX-License-Identifier: GPL-2.0-only
/* hidbpf new */
#include "attachment/original_rdesc.h"
#include "cli/message.h"
#include "commands/commands.h"
#include "commands/new_source.h"
#include "device/device.h"
#include "recording/play.h"
#include "recording/recording.h"

#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <string.h>

static const char usage[] =
	"Usage: hidbpf new DEVICE|RECORDING [FILE]\n"
	"\n"
	"Writes the source of a program for a device, to be edited: with the device's ids, its report\n"
	"descriptor in readable form, the hooks, and a probe program. It builds as it is, and changes\n"
	"nothing yet. What to do next is printed.\n"
	"\n" DEVICE_HELP
	"  RECORDING  a file of \"hidbpf record\" or hid-recorder; of its devices the first is taken\n"
	"  FILE       where to write it; 0010-Vendor__Device.bpf.c by the device's name if it is left out\n"
	"\n"
	"  -h, --help  show this\n";

static const struct option options[] = {
	{ "help", no_argument, NULL, 'h' },
	{ 0 },
};

#define NAME_SIZE 192

/* A file that exists already may have somebody's work in it. */
static int write_source(const struct skeleton *skeleton, const char *file)
{
	char name[NAME_SIZE];
	bool failed;
	FILE *out;

	if (!file) {
		skeleton_name(skeleton, name, sizeof(name) - sizeof(".bpf.c"));
		file = name;
	}
	if (strlen(file) < 3 || strcmp(file + strlen(file) - 2, ".c"))
		return fail(BAD_USAGE, "%s is no name for C source: it does not end in .c", file);
	out = fopen(file, "wxe");
	if (!out)
		return fail(BAD_USAGE, "cannot make %s: %s", file, strerror(errno));
	skeleton_write(out, skeleton, file);
	failed = ferror(out);
	if (fclose(out) || failed)
		return fail(REFUSED, "cannot write %s: %s", file, strerror(errno));
	printf("wrote %s; build it with: hidbpf build %s\n", file, file);
	return DONE;
}

static int write_recorded(const struct recording_device *device, const char *path, const char *file)
{
	if (!device->vendor && !device->product)
		return fail(BAD_OBJECT,
			    "%s does not say which device it is of: it has no line \"I:\" "
			    "with bus, vendor and product",
			    path);
	return write_source(&(struct skeleton){ .name = device->name,
						.bus = device->bus,
						.vendor = device->vendor,
						.product = device->product,
						.rdesc = device->rdesc,
						.rdesc_size = device->rdesc_size },
			    file);
}

static int new_from_recording(const char *path, const char *file)
{
	struct recording recording;
	int code;

	code = play_open(&recording, path);
	if (code)
		return code;
	code = write_recorded(&recording.devices[0], path, file);
	recording_free(&recording);
	return code;
}

static int new_from_device(const char *name, const char *file)
{
	struct skeleton skeleton = { 0 };
	uint8_t rdesc[DEVICE_RDESC_MAX];
	struct device_info info;
	struct device device;
	int code;

	code = device_parse(&device, name);
	if (!code)
		code = device_read(&info, &device);
	if (code)
		return code;
	skeleton = (struct skeleton){ .name = info.name,
				      .bus = info.bus,
				      .group = info.group,
				      .vendor = info.vendor,
				      .product = info.product,
				      .rdesc = rdesc };
	/* Attached programs have changed what the kernel shows. */
	skeleton.rdesc_size = original_read(&device, rdesc, sizeof(rdesc));
	if (!skeleton.rdesc_size)
		skeleton.rdesc_size = device_descriptor(&device, rdesc, sizeof(rdesc));
	if (!skeleton.rdesc_size)
		return fail(REFUSED, "cannot read the report descriptor of %s", device.sysname);
	return write_source(&skeleton, file);
}

int command_new(int argc, char **argv)
{
	int option = getopt_long(argc, argv, "h", options, NULL);
	const char *name, *file;

	if (option != -1)
		return option == 'h' ? help(usage) : bad_usage("new");
	if (argc - optind != 1 && argc - optind != 2)
		return fail(BAD_USAGE, "new needs a device or a recording, and may have a file; "
				       "see hidbpf new --help");
	name = argv[optind];
	file = argc - optind == 2 ? argv[optind + 1] : NULL;
	if (device_is_name(name))
		return new_from_device(name, file);
	return new_from_recording(name, file);
}
