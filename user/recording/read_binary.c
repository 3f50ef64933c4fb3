// SPDX-License-Identifier: GPL-2.0-only
/* The format "binary": a report descriptor as sysfs and debug tools have it. */
#include "recording/format.h"

static bool is_binary(const struct source *source)
{
	return !source->lines;
}

static int read_binary(struct recording *recording, const struct source *source)
{
	const char *why = format_not_descriptor(source->bytes, source->size);
	struct recording_device *device;
	struct bytes bytes = { 0 };

	if (why)
		return error_text(recording->error,
				  "it is a binary file, but not a report descriptor: %s", why);
	device = format_add_device(recording);
	if (!device)
		return -1;
	for (size_t i = 0; i < source->size; i++)
		bytes_add(&bytes, source->bytes[i], DEVICE_RDESC_MAX);
	return format_set_descriptor(recording, device, &bytes, 0);
}

const struct format format_binary = {
	.name = "binary",
	.recognize = is_binary,
	.read = read_binary,
};
