// SPDX-License-Identifier: GPL-2.0-only
/*
 * The format "hid-recorder", which recording.h describes: files of "hidbpf record" and of
 * hid-recorder, also as they look after a mail program has wrapped their lines.
 */
#include "recording/format.h"

#include <ctype.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

struct reader {
	struct recording *recording;
	const struct source *source;
	size_t line; /* index of the current one */
	const char *at; /* what is left of it */
	unsigned int index; /* of the last "D:" */
};

#define error(_reader, _format, ...) \
	line_error((_reader)->recording, (_reader)->line, _format, ##__VA_ARGS__)

/* Whether a line begins with a prefix, such as "R:". */
static bool is_prefixed(const char *line)
{
	return *line && strchr("DRNPIEB", *line) && line[1] == ':';
}

/* The other lines are not enough: apt, for example, writes "E:" before its errors. */
static bool is_hid_recorder(const struct source *source)
{
	unsigned int bus, vendor, product;

	for (size_t i = 0; i < source->count; i++)
		if (!strncmp(source->lines[i], "R:", 2) ||
		    sscanf(source->lines[i], "I: %x %x %x", &bus, &vendor, &product) == 3)
			return true;
	return false;
}

/* The device that the current lines describe, added on its first line. */
static struct recording_device *get_device(struct reader *reader)
{
	struct recording *recording = reader->recording;
	struct recording_device *device;

	for (size_t i = 0; i < recording->devices_count; i++)
		if (recording->devices[i].index == reader->index)
			return &recording->devices[i];
	device = format_add_device(recording);
	if (device)
		device->index = reader->index;
	return device;
}

/* Whether a line is the rest of a wrapped one: nothing but hexadecimal numbers. */
static bool is_rest(const char *line)
{
	return *line && !line[strspn(line, HEX_DIGITS ". \t")];
}

/* Goes to the next word of the line, also if it is on the next line. Returns its length. */
static size_t next_word(struct reader *reader, const char **word)
{
	const struct source *source = reader->source;

	reader->at += strspn(reader->at, " \t");
	if (!*reader->at && reader->line + 1 < source->count &&
	    is_rest(source->lines[reader->line + 1]))
		reader->at = source->lines[++reader->line];
	*word = reader->at;
	reader->at += strcspn(reader->at, " \t");
	return reader->at - *word;
}

static int read_size(struct reader *reader, size_t *size, size_t max, const char *what)
{
	const char *word;
	unsigned long wanted;
	char *end;

	next_word(reader, &word);
	wanted = strtoul(word, &end, 10);
	if (!isdigit((unsigned char)*word) || end != reader->at)
		return error(reader, "the length before the bytes is missing");
	if (!wanted || wanted > max)
		return error(reader, "a %s of %lu bytes; the valid range is 1 to %zu", what, wanted,
			     max);
	*size = wanted;
	return 0;
}

/* Reads a length and that many bytes, which the caller frees. */
static int read_bytes(struct reader *reader, uint8_t **bytes, size_t *size, size_t max,
		      const char *what)
{
	struct bytes read = { 0 };
	size_t wanted, len;
	const char *word;

	if (read_size(reader, &wanted, max, what))
		return -1;
	while (read.size < wanted && (len = next_word(reader, &word))) {
		if (len > 2 || strspn(word, HEX_DIGITS) < len) {
			free(read.data);
			return error(reader, "invalid byte \"%.*s\"", (int)len, word);
		}
		if (bytes_add(&read, strtoul(word, NULL, 16), wanted)) {
			free(read.data);
			return error(reader, "out of memory");
		}
	}
	*bytes = read.data;
	*size = read.size;
	if (read.size < wanted)
		return error(reader, "%zu bytes instead of %zu", read.size, wanted);
	if (reader->at[strspn(reader->at, " \t")])
		return error(reader, "more than %zu bytes", wanted);
	return 0;
}

static int read_index(struct reader *reader)
{
	int end = 0;

	if (sscanf(reader->at, " %u %n", &reader->index, &end) != 1 || reader->at[end])
		return error(reader, "the device number is missing after \"D:\"");
	return 0;
}

static int read_ids(struct reader *reader)
{
	struct recording_device *device = get_device(reader);
	unsigned int bus, vendor, product;
	int end = 0;

	if (!device)
		return -1;
	if (sscanf(reader->at, " %x %x %x %n", &bus, &vendor, &product, &end) != 3 ||
	    reader->at[end] || bus > UINT16_MAX)
		return error(reader, "bus, vendor and product are missing after \"I:\"");
	device->bus = bus;
	device->vendor = vendor;
	device->product = product;
	return 0;
}

static int read_rdesc(struct reader *reader)
{
	struct recording_device *device = get_device(reader);

	if (!device)
		return -1;
	if (device->rdesc)
		return error(reader, "device %u already has a report descriptor", device->index);
	return read_bytes(reader, &device->rdesc, &device->rdesc_size, DEVICE_RDESC_MAX,
			  "report descriptor");
}

static int read_text(struct reader *reader, char prefix)
{
	struct recording_device *device = get_device(reader);
	const char *text = reader->at + strspn(reader->at, " \t");

	if (!device)
		return -1;
	if (prefix == 'N')
		snprintf(device->name, sizeof(device->name), "%s", text);
	else
		snprintf(device->phys, sizeof(device->phys), "%s", text);
	return 0;
}

static int read_event(struct reader *reader, char prefix)
{
	struct recording_device *device = get_device(reader);
	struct recording_event *event;
	uint64_t seconds, usec;
	const char *word;
	int end = 0;

	if (!device)
		return -1;
	next_word(reader, &word);
	if (sscanf(word, "%" SCNu64 ".%" SCNu64 "%n", &seconds, &usec, &end) != 2 ||
	    word + end != reader->at || usec > 999999 || seconds > UINT32_MAX)
		return error(reader, "the time, seconds.microseconds, is missing after \"%c:\"",
			     prefix);
	event = format_add_event(reader->recording);
	if (!event)
		return -1;
	event->device = device - reader->recording->devices;
	event->usec = seconds * 1000000 + usec;
	event->before_programs = prefix == 'B';
	return read_bytes(reader, &event->data, &event->size, RECORDING_REPORT_MAX, "report");
}

static int read_line(struct reader *reader)
{
	const char *line = reader->source->lines[reader->line];

	if (*line == '#')
		return 0;
	if (!is_prefixed(line)) {
		format_skip(reader->recording, reader->source, reader->line);
		return 0;
	}
	reader->at = line + 2;
	switch (*line) {
	case 'D':
		return read_index(reader);
	case 'R':
		return read_rdesc(reader);
	case 'I':
		return read_ids(reader);
	case 'E':
	case 'B':
		return read_event(reader, *line);
	}
	return read_text(reader, *line);
}

static bool has_before_programs(const struct recording *recording, size_t device)
{
	for (size_t i = 0; i < recording->events_count; i++)
		if (recording->events[i].device == device && recording->events[i].before_programs)
			return true;
	return false;
}

/* Drops what programs made of the reports of a device, if the file has the reports themselves. */
static void keep_sent(struct recording *recording, size_t device)
{
	size_t kept = 0;

	if (!has_before_programs(recording, device))
		return;
	for (size_t i = 0; i < recording->events_count; i++) {
		struct recording_event *event = &recording->events[i];

		if (event->device == device && !event->before_programs)
			free(event->data);
		else
			recording->events[kept++] = *event;
	}
	recording->events_count = kept;
}

static int check(struct recording *recording)
{
	for (size_t i = 0; i < recording->devices_count; i++) {
		if (!recording->devices[i].rdesc)
			return error_text(recording->error,
					  "the report descriptor (R:) of device %u is missing",
					  recording->devices[i].index);
		keep_sent(recording, i);
	}
	return 0;
}

static int read_hid_recorder(struct recording *recording, const struct source *source)
{
	struct reader reader = { .recording = recording, .source = source };
	int err = 0;

	for (; !err && reader.line < source->count; reader.line++)
		err = read_line(&reader);
	return err ?: check(recording);
}

const struct format format_hid_recorder = {
	.name = "hid-recorder",
	.recognize = is_hid_recorder,
	.read = read_hid_recorder,
};
