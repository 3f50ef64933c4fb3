// SPDX-License-Identifier: GPL-2.0-only
/*
 * The format "libinput record": YAML, of which these lines matter:
 *
 *	- node: /dev/input/event3       begins a device
 *	    name: "Vendor Mouse"
 *	    id: [3, 1133, 50475, 273]   bus, vendor, product and version in decimal
 *	  hid: [                        the report descriptor up to "]"
 *	    0x05, 0x01, ...
 *	  - hid:                        a report, recorded with --with-hidraw
 *	      time: [  0,  12345]       seconds, microseconds
 *	      hidraw0: [
 *	        0x01, ...
 */
#include "recording/format.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

struct reader {
	struct recording *recording;
	const struct source *source;
	size_t line;
	struct recording_device device; /* the one that the lines describe, until it is added */
	bool added;
	bool in_report; /* after "- hid:" */
	uint64_t usec; /* of the report */
};

static bool begins(const char *line, const char *with)
{
	return !strncmp(line, with, strlen(with));
}

static bool is_libinput(const struct source *source)
{
	bool has_devices = false;

	for (size_t i = 0; i < source->count; i++) {
		has_devices |= begins(source->lines[i], "devices:");
		if (has_devices && begins(source->lines[i], "- node:"))
			return true;
	}
	return false;
}

/*
 * Reads the bytes after "[", on this line and those that follow. Older versions of libinput wrote
 * them in decimal.
 */
static int read_list(struct reader *reader, struct bytes *bytes, size_t max)
{
	const char *at = strchr(reader->source->lines[reader->line], '[') + 1;
	unsigned long byte;
	char *end;

	for (;; at = end) {
		at += strspn(at, " ,");
		while (!*at && reader->line + 1 < reader->source->count) {
			at = reader->source->lines[++reader->line];
			at += strspn(at, " ,");
		}
		if (*at == ']')
			return 0;
		byte = strtoul(at, &end, 0);
		if (!isdigit((unsigned char)*at) || byte > 0xff)
			return line_error(reader->recording, reader->line,
					  "not a byte, or the \"]\" after the bytes is missing");
		if (bytes_add(bytes, byte, max))
			return line_error(reader->recording, reader->line, "more than %zu bytes",
					  max);
	}
}

/* Only now is it known that the node belongs to a HID device. */
static int read_descriptor(struct reader *reader)
{
	struct recording_device *device;
	struct bytes bytes = { 0 };
	size_t line = reader->line;
	int err = read_list(reader, &bytes, DEVICE_RDESC_MAX);

	if (err || reader->added)
		goto out;
	device = format_add_device(reader->recording);
	err = -1;
	if (!device)
		goto out;
	reader->device.index = device->index;
	*device = reader->device;
	reader->added = true;
	err = format_set_descriptor(reader->recording, device, &bytes, line);
out:
	free(bytes.data);
	return err;
}

static int read_report(struct reader *reader)
{
	struct recording *recording = reader->recording;
	struct recording_event *event;
	struct bytes bytes = { 0 };
	int err = read_list(reader, &bytes, RECORDING_REPORT_MAX);

	if (err || !reader->added || !bytes.size)
		goto out;
	err = -1;
	event = format_add_event(recording);
	if (!event)
		goto out;
	*event = (struct recording_event){
		.device = recording->devices_count - 1,
		.usec = reader->usec,
		.data = bytes.data,
		.size = bytes.size,
	};
	return 0;
out:
	free(bytes.data);
	return err;
}

static void read_name(struct recording_device *device, const char *name)
{
	snprintf(device->name, sizeof(device->name), "%.*s", (int)strcspn(name, "\""), name);
}

static int read_line(struct reader *reader)
{
	const char *line = reader->source->lines[reader->line];
	struct recording_device *device = &reader->device;
	unsigned int bus, vendor, product, seconds, usec;

	if (begins(line, "- node:")) {
		*device = (struct recording_device){ 0 };
		reader->added = false;
	} else if (begins(line, "name: \"")) {
		read_name(device, line + strlen("name: \""));
	} else if (sscanf(line, "id: [%u, %u, %u", &bus, &vendor, &product) == 3) {
		device->bus = bus;
		device->vendor = vendor;
		device->product = product;
	} else if (begins(line, "hid: [")) {
		return read_descriptor(reader);
	} else if (sscanf(line, "time: [%u, %u", &seconds, &usec) == 2) {
		reader->usec = seconds * 1000000ULL + usec;
	} else if (reader->in_report && begins(line, "hidraw") && strchr(line, '[')) {
		return read_report(reader);
	}
	if (begins(line, "- "))
		reader->in_report = begins(line, "- hid:");
	return 0;
}

static int read_libinput(struct recording *recording, const struct source *source)
{
	struct reader reader = { .recording = recording, .source = source };
	int err = 0;

	for (; !err && reader.line < source->count; reader.line++)
		err = read_line(&reader);
	if (!err && !recording->devices_count)
		return error_text(recording->error, "none of its devices has a report descriptor "
						    "(hid:); they may not be HID devices");
	return err;
}

const struct format format_libinput = {
	.name = "libinput record",
	.recognize = is_libinput,
	.read = read_libinput,
};
