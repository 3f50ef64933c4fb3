// SPDX-License-Identifier: GPL-2.0-only
/* hidbpf new: generates the source of a program for a device. */
#include "attachment/original_rdesc.h"
#include "cli/message.h"
#include "commands/commands.h"
#include "commands/new_source.h"
#include "device/device.h"
#include "recording/open.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#define NAME_SIZE 192

static const char *choice; /* --device */

/* An existing file may contain somebody's work. */
static int write_source(const struct new_source *source, const char *file)
{
	char name[NAME_SIZE];
	bool failed;
	FILE *out;

	if (!file) {
		new_source_name(source, name, sizeof(name) - sizeof(".bpf.c"));
		file = name;
	}
	if (strlen(file) < 3 || strcmp(file + strlen(file) - 2, ".c"))
		return fail(BAD_USAGE,
			    "invalid file name %s: the name of a C source ends in .c; try %s.bpf.c",
			    file, file);
	out = fopen(file, "wxe");
	if (!out)
		return fail(BAD_USAGE, "cannot create %s: %s%s", file, strerror(errno),
			    errno == EEXIST ? "; to keep it, name another FILE" : "");
	new_source_write(out, source, file);
	failed = ferror(out);
	if (fclose(out) || failed)
		return fail(REFUSED, "cannot write %s: %s", file, strerror(errno));
	printf("wrote %s; build it with: hidbpf build %s\n", file, file);
	if (!new_source_has_ids(source))
		fprintf(stderr,
			"hidbpf: the device has no vendor and product IDs that tell it from others, so "
			"%s names no device; attach its object by hand: hidbpf attach\n",
			file);
	return DONE;
}

static int write_recorded(const struct recording_device *device, const char *file)
{
	return write_source(&(struct new_source){ .name = device->name,
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

	code = recording_open(&recording, path, choice);
	if (code)
		return code;
	code = recording_check_single(&recording, path, "new");
	if (!code)
		code = write_recorded(&recording.devices[0], file);
	recording_free(&recording);
	return code;
}

static int new_from_device(const char *name, const char *file)
{
	struct new_source source = { 0 };
	struct original_rdesc rdesc;
	struct device_info info;
	struct device device;
	int code;

	code = device_parse(&device, name);
	if (!code)
		code = device_read(&info, &device);
	if (code)
		return code;
	source = (struct new_source){ .name = info.name,
				      .bus = info.bus,
				      .group = info.group,
				      .vendor = info.vendor,
				      .product = info.product,
				      .rdesc = rdesc.before };
	original_read(&rdesc, &device);
	source.rdesc_size = rdesc.before_size;
	if (!source.rdesc_size && *rdesc.refusal)
		return fail(
			REFUSED,
			"cannot read the report descriptor of %s, because the kernel refuses it: "
			"%s; hidbpf new also takes a dump of it, for example of usbhid-dump",
			device.sysname, rdesc.refusal);
	if (!source.rdesc_size)
		return fail(
			REFUSED,
			"cannot read the report descriptor of %s: no driver is bound to it; hidbpf "
			"new also takes a dump of it, for example of usbhid-dump",
			device.sysname);
	return write_source(&source, file);
}

static int new_program(char **arguments)
{
	if (device_is_name(arguments[0]) && choice)
		return fail(BAD_USAGE, "--device is for recordings, and %s is none", arguments[0]);
	if (device_is_name(arguments[0]))
		return new_from_device(arguments[0], arguments[1]);
	return new_from_recording(arguments[0], arguments[1]);
}

static int set_choice(char *value)
{
	choice = value;
	return DONE;
}

const struct command command_new = {
	.name = "new",
	.summary = "generate a program template for a device",
	.arguments = "DEVICE|RECORDING [FILE]",
	.least_arguments = 1,
	.most_arguments = 2,
	.description =
		"Generate C source for a device, with its IDs and name, its report descriptor in\n"
		"readable form, a program for the descriptor, one for the reports, and a probe\n"
		"program. It compiles as it is and changes nothing yet; hidbpf prints the command\n"
		"to do so.\n",
	.words =
		(const struct command_word[]){
			DEVICE_HELP,
			RECORDING_HELP,
			{ "FILE", "the file to create (default: 0010-Vendor__Device.bpf.c, named\n"
				  "after the device)" },
			{ 0 } },
	.options = (const struct command_option[]){ RECORDED_DEVICE_OPTION(set_choice), { 0 } },
	.run = new_program,
};
