// SPDX-License-Identifier: GPL-2.0-only
/* Reads and writes recordings of HID devices. */
#include "recording/recording.h"

#include <ctype.h>
#include <inttypes.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#define UTF8_MARK "\xef\xbb\xbf"

struct reader {
	struct recording *recording;
	unsigned int line;
	unsigned int index; /* of D: */
};

static int error(struct reader *reader, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
static int error(struct reader *reader, const char *format, ...)
{
	char *text = reader->recording->error;
	size_t size = sizeof(reader->recording->error);
	va_list args;
	int len = 0;

	if (reader->line)
		len = snprintf(text, size, "line %u: ", reader->line);
	va_start(args, format);
	vsnprintf(text + len, size - len, format, args);
	va_end(args);
	return -1;
}

/* Makes an array longer by an empty element, which is returned. */
static void *add_element(void *array, size_t *count, size_t size)
{
	char **elements = array;
	char *longer = realloc(*elements, (*count + 1) * size);

	if (!longer)
		return NULL;
	*elements = longer;
	return memset(longer + (*count)++ * size, 0, size);
}

/* The device the lines are about; it is added when the first of them comes. */
static struct recording_device *get_device(struct reader *reader)
{
	struct recording *recording = reader->recording;
	struct recording_device *device;

	for (size_t i = 0; i < recording->devices_count; i++)
		if (recording->devices[i].index == reader->index)
			return &recording->devices[i];
	device = add_element(&recording->devices, &recording->devices_count, sizeof(*device));
	if (device)
		device->index = reader->index;
	else
		error(reader, "out of memory");
	return device;
}

/* Bytes in hexadecimal up to the end of the line; returns how many, or -1. */
static long read_hex(const char *text, uint8_t *bytes, size_t max)
{
	size_t count = 0;
	char *end;

	text += strspn(text, " \t");
	/* strtoul() alone would take signs, too. */
	for (; isxdigit((unsigned char)*text); text = end + strspn(end, " \t")) {
		unsigned long byte = strtoul(text, &end, 16);

		if (count == max || end - text > 2 || (*end && !isspace((unsigned char)*end)))
			return -1;
		bytes[count++] = byte;
	}
	return *text ? -1 : (long)count;
}

/* A length and as many bytes, to be freed. */
static int read_bytes(struct reader *reader, const char *text, uint8_t **bytes, size_t *size,
		      size_t max)
{
	unsigned long wanted;
	char *end;
	long count;

	wanted = strtoul(text, &end, 10);
	if (end == text || !isdigit((unsigned char)text[strspn(text, " \t")]))
		return error(reader, "there is no length before the bytes");
	if (!wanted || wanted > max)
		return error(reader, "a length of %lu; it can be 1 to %zu", wanted, max);
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
		return error(reader, "more than %lu bytes, or something that is no byte", wanted);
	return error(reader, "%ld bytes instead of %lu", count, wanted);
}

static int read_index(struct reader *reader, const char *text)
{
	int end = 0;

	if (sscanf(text, " %u %n", &reader->index, &end) != 1 || text[end])
		return error(reader, "the number of a device is missing after \"D:\"");
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
		return error(reader, "device %u has a report descriptor already", device->index);
	return read_bytes(reader, text, &device->rdesc, &device->rdesc_size, RECORDING_RDESC_MAX);
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
		return error(reader, "seconds.microseconds are missing after \"E:\"");
	event = add_element(&reader->recording->events, &reader->recording->events_count,
			    sizeof(*event));
	if (!event)
		return error(reader, "out of memory");
	event->device = device - reader->recording->devices;
	event->usec = seconds * 1000000 + usec;
	return read_bytes(reader, text + end, &event->data, &event->size, RECORDING_REPORT_MAX);
}

static int read_line(struct reader *reader, char *line)
{
	/* Editors of other systems begin a file with a mark for UTF-8. */
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
	return error(reader, "\"%c:\" is not known; there are D: R: N: P: I: E:",
		     isprint((unsigned char)*line) ? *line : '?');
}

static int check(struct reader *reader)
{
	struct recording *recording = reader->recording;

	reader->line = 0;
	if (!recording->devices_count)
		return error(reader, "there is no device in it");
	for (size_t i = 0; i < recording->devices_count; i++)
		if (!recording->devices[i].rdesc)
			return error(reader, "the report descriptor (R:) of device %u is missing",
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
		err = memchr(line, '\0', len) ? error(&reader, "this is not text") :
						read_line(&reader, line);
	}
	if (!err && ferror(file))
		err = error(&reader, "cannot read on");
	free(line);
	return err ?: check(&reader);
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
