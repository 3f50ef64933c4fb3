// SPDX-License-Identifier: GPL-2.0-only
/*
 * The format "usbhid-dump": the report descriptor of each interface, and reports of "usbhid-dump -e
 * all", each with the bus, the device and the interface before it:
 *
 *	001:004:000:DESCRIPTOR         1700000000.000001
 *	 05 01 09 02 A1 01 ...
 *
 *	001:004:000:STREAM             1700000001.250000
 *	 00 05 07
 */
#include "recording/format.h"

#include <inttypes.h>
#include <linux/input.h>
#include <stdlib.h>
#include <string.h>

/* The line before bytes. */
struct head {
	unsigned int bus, device, interface;
	char kind[16]; /* DESCRIPTOR or STREAM */
	uint64_t usec;
};

struct reader {
	struct recording *recording;
	const struct source *source;
	size_t line;
	uint64_t start; /* of the first report */
};

static bool parse_head(struct head *head, const char *line)
{
	uint64_t seconds, usec;

	if (sscanf(line, "%3u:%3u:%3u:%15[A-Z] %" SCNu64 ".%" SCNu64, &head->bus, &head->device,
		   &head->interface, head->kind, &seconds, &usec) != 6)
		return false;
	head->usec = seconds * 1000000 + usec;
	return !strcmp(head->kind, "DESCRIPTOR") || !strcmp(head->kind, "STREAM");
}

static bool is_usbhid_dump(const struct source *source)
{
	struct head head;

	for (size_t i = 0; i < source->count; i++)
		if (parse_head(&head, source->lines[i]))
			return true;
	return false;
}

/* Reads the lines of bytes that follow. */
static int read_bytes(struct reader *reader, struct bytes *bytes, size_t max)
{
	struct hex_row row;

	for (; reader->line + 1 < reader->source->count; reader->line++) {
		hex_row(&row, reader->source->lines[reader->line + 1], false);
		if (row.kind != HEX_BYTES)
			return 0;
		for (size_t i = 0; i < row.size; i++)
			if (bytes_add(bytes, row.bytes[i], max))
				return line_error(reader->recording, reader->line + 1,
						  "more than %zu bytes", max);
	}
	return 0;
}

/* The device of an interface, which is known by what is written to its name. */
static struct recording_device *get_device(struct reader *reader, const struct head *head)
{
	struct recording *recording = reader->recording;
	struct recording_device *device;
	char name[sizeof(device->name)];

	snprintf(name, sizeof(name), "USB device %03u:%03u interface %u", head->bus, head->device,
		 head->interface);
	for (size_t i = 0; i < recording->devices_count; i++)
		if (!strcmp(recording->devices[i].name, name))
			return &recording->devices[i];
	device = format_add_device(recording);
	if (device) {
		memcpy(device->name, name, sizeof(name));
		device->bus = BUS_USB;
	}
	return device;
}

/* A descriptor that is dumped again is the same. */
static int read_descriptor(struct reader *reader, struct recording_device *device)
{
	struct bytes bytes = { 0 };
	size_t line = reader->line;
	int err = read_bytes(reader, &bytes, DEVICE_RDESC_MAX);

	if (!err && !device->rdesc)
		err = format_set_descriptor(reader->recording, device, &bytes, line);
	free(bytes.data);
	return err;
}

static int read_report(struct reader *reader, const struct recording_device *device, uint64_t usec)
{
	struct recording *recording = reader->recording;
	struct recording_event *event;
	struct bytes bytes = { 0 };
	int err = read_bytes(reader, &bytes, RECORDING_REPORT_MAX);

	if (err || !bytes.size) {
		free(bytes.data);
		return err;
	}
	event = format_add_event(recording);
	if (!event) {
		free(bytes.data);
		return -1;
	}
	if (recording->events_count == 1)
		reader->start = usec;
	*event = (struct recording_event){
		.device = device - recording->devices,
		.usec = usec > reader->start ? usec - reader->start : 0,
		.data = bytes.data,
		.size = bytes.size,
	};
	return 0;
}

static int read_section(struct reader *reader, const struct head *head)
{
	struct recording_device *device = get_device(reader, head);

	if (!device)
		return -1;
	if (*head->kind == 'D')
		return read_descriptor(reader, device);
	return read_report(reader, device, head->usec);
}

static int check(struct recording *recording)
{
	for (size_t i = 0; i < recording->devices_count; i++)
		if (!recording->devices[i].rdesc)
			return error_text(recording->error,
					  "the DESCRIPTOR of %s is missing; usbhid-dump -e all "
					  "writes it as well",
					  recording->devices[i].name);
	return 0;
}

static int read_usbhid_dump(struct recording *recording, const struct source *source)
{
	struct reader reader = { .recording = recording, .source = source };
	struct head head;
	int err = 0;

	for (; !err && reader.line < source->count; reader.line++) {
		if (parse_head(&head, source->lines[reader.line]))
			err = read_section(&reader, &head);
		else
			format_skip(recording, source, reader.line);
	}
	return err ?: check(recording);
}

const struct format format_usbhid_dump = {
	.name = "usbhid-dump",
	.recognize = is_usbhid_dump,
	.read = read_usbhid_dump,
};
