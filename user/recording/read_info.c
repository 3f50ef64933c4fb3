// SPDX-License-Identifier: GPL-2.0-only
/*
 * The format "hidbpf info": what it prints of a device or a recording, with --json or without. The
 * first report descriptor of a device is the one that it came with.
 */
#include "recording/format.h"

#include <stdlib.h>
#include <string.h>

struct reader {
	struct recording *recording;
	const struct source *source;
	size_t line;
	struct recording_device *device; /* the current one, without a descriptor at first */
};

/* The size after "Report descriptor", or 0. */
static unsigned int descriptor_size(const char *line)
{
	const char *size = strrchr(line, ',');
	unsigned int bytes;
	int end = 0;

	if (strncmp(line, "Report descriptor", strlen("Report descriptor")) || !size ||
	    sscanf(size, ", %u bytes:%n", &bytes, &end) != 1 || !end || size[end])
		return 0;
	return bytes;
}

/* The descriptor in a line of JSON, as hexadecimal digits and a quote; NULL if there is none. */
static const char *json_descriptor(const char *line)
{
	static const char *const keys[] = { "\"descriptor\":\"", "\"descriptor_before\":\"",
					    "\"descriptor_after\":\"" };

	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++)
		if (!strncmp(line, keys[i], strlen(keys[i])))
			return line + strlen(keys[i]);
	return NULL;
}

static bool is_info(const struct source *source)
{
	for (size_t i = 0; i < source->count; i++)
		if (descriptor_size(source->lines[i]) || json_descriptor(source->lines[i]))
			return true;
	return false;
}

/* The text after a word at the beginning of a line, or NULL. */
static const char *text_after(const char *line, const char *word)
{
	size_t len = strlen(word);

	return strncmp(line, word, len) ? NULL : line + len + strspn(line + len, " ");
}

static int read_descriptor(struct reader *reader, unsigned int size)
{
	struct bytes bytes = { 0 };
	size_t line = reader->line;
	struct hex_row row;
	int err = 0;

	while (!err && bytes.size < size && reader->line + 1 < reader->source->count) {
		hex_row(&row, reader->source->lines[reader->line + 1], false);
		if (row.kind != HEX_BYTES)
			break;
		reader->line++;
		for (size_t i = 0; !err && i < row.size; i++)
			err = bytes_add(&bytes, row.bytes[i], size);
	}
	if (err || bytes.size < size)
		err = line_error(reader->recording, line, "%s than the %u bytes of the descriptor",
				 err ? "more" : "less", size);
	else if (!reader->device->rdesc)
		err = format_set_descriptor(reader->recording, reader->device, &bytes, line);
	free(bytes.data);
	return err;
}

/* A device begins with its name, or with the descriptor if somebody left out what is before it. */
static int get_device(struct reader *reader, bool begins)
{
	if (!reader->device || (begins && reader->device->rdesc))
		reader->device = format_add_device(reader->recording);
	return reader->device ? 0 : -1;
}

static int read_json_descriptor(struct reader *reader, const char *text)
{
	struct bytes bytes = { 0 };
	struct hex_row row;
	char *digits;
	int err = 0;

	if (reader->device->rdesc)
		return 0;
	digits = strndup(text, strcspn(text, "\""));
	if (!digits)
		return error_text(reader->recording->error, "out of memory");
	hex_row(&row, digits, false);
	for (size_t i = 0; !err && i < row.size; i++)
		err = bytes_add(&bytes, row.bytes[i], sizeof(row.bytes));
	if (err)
		error_text(reader->recording->error, "out of memory");
	else
		err = format_set_descriptor(reader->recording, reader->device, &bytes,
					    reader->line);
	free(bytes.data);
	free(digits);
	return err;
}

/* What comes after is the descriptor that programs have changed. */
static int original_unknown(struct reader *reader)
{
	return line_error(reader->recording, reader->line,
			  "the descriptor before programs changed it is not known");
}

/* Programs and the values of reports have names as well, but that of the device comes first. */
static int read_json(struct reader *reader, const char *line)
{
	const char *descriptor = json_descriptor(line);
	struct recording_device *device;
	unsigned int number;

	if (text_after(line, "\"descriptor_before\":null"))
		return original_unknown(reader);
	if (get_device(reader, !strncmp(line, "\"device\":", strlen("\"device\":"))))
		return -1;
	device = reader->device;
	if (descriptor)
		return read_json_descriptor(reader, descriptor);
	if (device->rdesc)
		return 0;
	if (!*device->name)
		sscanf(line, "\"name\":\"%127[^\"]", device->name);
	if (sscanf(line, "\"bus\":%u", &number) == 1)
		device->bus = number;
	if (sscanf(line, "\"vendor\":%u", &number) == 1)
		device->vendor = number;
	if (sscanf(line, "\"product\":%u", &number) == 1)
		device->product = number;
	return 0;
}

static int read_line(struct reader *reader)
{
	const char *line = reader->source->lines[reader->line], *text;
	unsigned int size = descriptor_size(line), vendor, product;

	if (*line == '"')
		return read_json(reader, line);
	if (text_after(line, "Report descriptor before: "))
		return original_unknown(reader);
	if ((text = text_after(line, "Name:"))) {
		if (get_device(reader, true))
			return -1;
		if (strcmp(text, "unknown"))
			snprintf(reader->device->name, sizeof(reader->device->name), "%s", text);
	} else if ((text = text_after(line, "Bus:")) && reader->device) {
		reader->device->bus = strtoul(text, NULL, 16);
	} else if ((text = text_after(line, "IDs:")) && reader->device &&
		   sscanf(text, "%x:%x", &vendor, &product) == 2) {
		reader->device->vendor = vendor;
		reader->device->product = product;
	} else if (size) {
		return get_device(reader, false) ?: read_descriptor(reader, size);
	}
	return 0;
}

static int read_info(struct recording *recording, const struct source *source)
{
	struct reader reader = { .recording = recording, .source = source };
	int err = 0;

	for (; !err && reader.line < source->count; reader.line++)
		err = read_line(&reader);
	if (!err && !reader.device->rdesc)
		return error_text(recording->error, "the last device has no report descriptor");
	return err;
}

const struct format format_info = {
	.name = "hidbpf info",
	.recognize = is_info,
	.read = read_info,
};
