// SPDX-License-Identifier: GPL-2.0-only
/* Reads and writes recordings of HID devices. */
#include "recording/recording.h"
#include "cli/array.h"
#include "cli/error_text.h"

#include <ctype.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#define UTF8_MARK "\xef\xbb\xbf"

struct reader {
	struct recording *recording;
	unsigned int line;
	unsigned int index; /* of the last "D:" */
};

#define error(_reader, _format, ...) \
	error_text((_reader)->recording->error, "line %u: " _format, (_reader)->line, ##__VA_ARGS__)

/* The device that the current lines describe, added on its first line. */
static struct recording_device *get_device(struct reader *reader)
{
	struct recording *recording = reader->recording;
	struct recording_device *device;

	for (size_t i = 0; i < recording->devices_count; i++)
		if (recording->devices[i].index == reader->index)
			return &recording->devices[i];
	device = array_add(recording->devices, recording->devices_count);
	if (device)
		device->index = reader->index;
	else
		error(reader, "out of memory");
	return device;
}

/* Reads hexadecimal bytes up to the end of the line. Returns their number, or -1. */
static long read_hex(const char *text, uint8_t *bytes, size_t max)
{
	size_t count = 0;
	char *end;

	text += strspn(text, " \t");
	/* strtoul() alone would also accept signs. */
	for (; isxdigit((unsigned char)*text); text = end + strspn(end, " \t")) {
		unsigned long byte = strtoul(text, &end, 16);

		if (count == max || end - text > 2 || (*end && !isspace((unsigned char)*end)))
			return -1;
		bytes[count++] = byte;
	}
	return *text ? -1 : (long)count;
}

/* Reads a length and that many bytes, which the caller frees. */
static int read_bytes(struct reader *reader, const char *text, uint8_t **bytes, size_t *size,
		      size_t max)
{
	unsigned long wanted;
	char *end;
	long count;

	wanted = strtoul(text, &end, 10);
	if (end == text || !isdigit((unsigned char)text[strspn(text, " \t")]))
		return error(reader, "the length before the bytes is missing");
	if (!wanted || wanted > max)
		return error(reader, "a length of %lu; the valid range is 1 to %zu", wanted, max);
	*bytes = malloc(wanted);
	if (!*bytes)
		return error(reader, "out of memory");
	count = read_hex(end, *bytes, wanted);
	*size = wanted;
	if (count == (long)wanted)
		return 0;
	free(*bytes);
	*bytes = NULL;
	if (count < 0)
		return error(reader, "more than %lu bytes, or an invalid byte", wanted);
	return error(reader, "%ld bytes instead of %lu", count, wanted);
}

static int read_index(struct reader *reader, const char *text)
{
	int end = 0;

	if (sscanf(text, " %u %n", &reader->index, &end) != 1 || text[end])
		return error(reader, "the device number is missing after \"D:\"");
	return 0;
}

static int read_ids(struct reader *reader, const char *text)
{
	struct recording_device *device = get_device(reader);
	unsigned int bus, vendor, product;
	int end = 0;

	if (!device)
		return -1;
	if (sscanf(text, " %x %x %x %n", &bus, &vendor, &product, &end) != 3 || text[end] ||
	    bus > UINT16_MAX)
		return error(reader, "bus, vendor and product are missing after \"I:\"");
	device->bus = bus;
	device->vendor = vendor;
	device->product = product;
	return 0;
}

static int read_rdesc(struct reader *reader, const char *text)
{
	struct recording_device *device = get_device(reader);

	if (!device)
		return -1;
	if (device->rdesc)
		return error(reader, "device %u already has a report descriptor", device->index);
	return read_bytes(reader, text, &device->rdesc, &device->rdesc_size, DEVICE_RDESC_MAX);
}

static int read_text(struct reader *reader, const char *text, char kind)
{
	struct recording_device *device = get_device(reader);

	if (!device)
		return -1;
	text += strspn(text, " \t");
	if (kind == 'N')
		snprintf(device->name, sizeof(device->name), "%s", text);
	else
		snprintf(device->phys, sizeof(device->phys), "%s", text);
	return 0;
}

static int read_event(struct reader *reader, const char *text)
{
	struct recording_device *device = get_device(reader);
	struct recording_event *event;
	uint64_t seconds, usec;
	int end = 0;

	if (!device)
		return -1;
	if (sscanf(text, " %" SCNu64 ".%" SCNu64 "%n", &seconds, &usec, &end) != 2 ||
	    usec > 999999 || seconds > UINT32_MAX)
		return error(reader, "the time, seconds.microseconds, is missing after \"E:\"");
	event = array_add(reader->recording->events, reader->recording->events_count);
	if (!event)
		return error(reader, "out of memory");
	event->device = device - reader->recording->devices;
	event->usec = seconds * 1000000 + usec;
	return read_bytes(reader, text + end, &event->data, &event->size, RECORDING_REPORT_MAX);
}

static int read_line(struct reader *reader, char *line)
{
	/* Some editors begin a file with a byte order mark. */
	if (reader->line == 1 && !strncmp(line, UTF8_MARK, strlen(UTF8_MARK)))
		line += strlen(UTF8_MARK);
	line += strspn(line, " \t");
	line[strcspn(line, "\r\n")] = '\0';
	if (!*line || *line == '#')
		return 0;
	if (line[1] != ':')
		return error(reader, "neither a comment nor one of D: R: N: P: I: E:");
	switch (*line) {
	case 'D':
		return read_index(reader, line + 2);
	case 'R':
		return read_rdesc(reader, line + 2);
	case 'N':
	case 'P':
		return read_text(reader, line + 2, *line);
	case 'I':
		return read_ids(reader, line + 2);
	case 'E':
		return read_event(reader, line + 2);
	}
	return error(reader, "unknown line \"%c:\"; expected D: R: N: P: I: or E:",
		     isprint((unsigned char)*line) ? *line : '?');
}

static int check(struct recording *recording)
{
	if (!recording->devices_count)
		return error_text(recording->error, "it contains no device");
	for (size_t i = 0; i < recording->devices_count; i++)
		if (!recording->devices[i].rdesc)
			return error_text(recording->error,
					  "the report descriptor (R:) of device %u is missing",
					  recording->devices[i].index);
	return 0;
}

int recording_read(struct recording *recording, FILE *file)
{
	struct reader reader = { .recording = recording };
	char *line = NULL;
	size_t size = 0;
	ssize_t len;
	int err = 0;

	*recording = (struct recording){ 0 };
	while (!err && (len = getline(&line, &size, file)) >= 0) {
		reader.line++;
		err = memchr(line, '\0', len) ? error(&reader, "not a text file") :
						read_line(&reader, line);
	}
	if (!err && ferror(file))
		err = error(&reader, "read error");
	free(line);
	return err ?: check(recording);
}

void recording_free(struct recording *recording)
{
	for (size_t i = 0; i < recording->devices_count; i++)
		free(recording->devices[i].rdesc);
	for (size_t i = 0; i < recording->events_count; i++)
		free(recording->events[i].data);
	free(recording->devices);
	free(recording->events);
	*recording = (struct recording){ 0 };
}

static void write_bytes(FILE *file, const uint8_t *bytes, size_t size)
{
	fprintf(file, "%zu", size);
	for (size_t i = 0; i < size; i++)
		fprintf(file, " %02x", bytes[i]);
	fprintf(file, "\n");
}

void recording_write_device(FILE *file, const struct recording_device *device)
{
	fprintf(file, "D: %u\nR: ", device->index);
	write_bytes(file, device->rdesc, device->rdesc_size);
	fprintf(file, "N: %s\nP: %s\nI: %x %04x %04x\n", device->name, device->phys, device->bus,
		device->vendor, device->product);
}

void recording_write_event(FILE *file, uint64_t usec, const void *data, size_t size)
{
	fprintf(file, "E: %06" PRIu64 ".%06" PRIu64 " ", usec / 1000000, usec % 1000000);
	write_bytes(file, data, size);
}
