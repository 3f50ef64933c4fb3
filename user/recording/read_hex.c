// SPDX-License-Identifier: GPL-2.0-only
/*
 * The format "hex": report descriptors as bytes in hexadecimal, with any text around them. These
 * are dumps of xxd, hexdump and od, arrays of C and other languages, and plain bytes. Each
 * uninterrupted block of bytes that is a report descriptor is a device.
 */
#include "recording/format.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

struct reader {
	struct recording *recording;
	const struct source *source;
	size_t line;
	char *text; /* the current line without comments, cut at brackets */
	bool in_comment; /* that began on an earlier line */
	/* The current block. */
	struct bytes bytes;
	size_t first_line;
	char name[64]; /* of the array */
	bool in_array;
	bool broken; /* has something else than bytes in it */
	bool dump; /* its lines begin with offsets */
	int base; /* of the offsets, 0 if it is not known yet */
	bool repeat; /* after "*" */
	size_t last_row; /* the size of the last line of a dump */
	/* The first block that is not a descriptor, for the message. */
	bool rejected;
};

/* The number that an offset is in a base, or -1. */
static long offset_in(const char *offset, int base)
{
	char *end;
	unsigned long value = strtoul(offset, &end, base);

	if ((*end && *end != ':' && !isspace((unsigned char)*end)) || value > DEVICE_RDESC_MAX)
		return -1;
	return value;
}

/*
 * Whether an offset is this number. Offsets of seven digits are hexadecimal in dumps of hexdump,
 * octal or decimal in those of od: the first one that is not 0 decides.
 */
static bool is_offset(struct reader *reader, const char *offset, size_t wanted)
{
	static const int bases[] = { 16, 8, 10 };

	if (!offset)
		return false;
	if (strspn(offset, HEX_DIGITS) != 7)
		reader->base = 16;
	if (reader->base)
		return offset_in(offset, reader->base) == (long)wanted;
	for (size_t i = 0; i < sizeof(bases) / sizeof(bases[0]); i++)
		if (offset_in(offset, bases[i]) == (long)wanted) {
			reader->base = wanted ? bases[i] : 0;
			return true;
		}
	return false;
}

/* Repeats the last line of a dump up to an offset. */
static void fill(struct reader *reader, const char *offset)
{
	struct bytes *bytes = &reader->bytes;
	long end = offset && reader->base ? offset_in(offset, reader->base) : -1;

	reader->repeat = false;
	if (end < (long)bytes->size || !reader->last_row)
		reader->broken = true;
	while (!reader->broken && (long)bytes->size < end)
		reader->broken = bytes_add(bytes, bytes->data[bytes->size - reader->last_row],
					   DEVICE_RDESC_MAX);
}

/* Ends a block: a device if it is a descriptor. */
static int end_block(struct reader *reader)
{
	struct bytes *bytes = &reader->bytes;
	struct recording_device *device;
	const char *why = reader->broken ? "something else is between its bytes" :
					   format_not_descriptor(bytes->data, bytes->size);
	int err = 0;

	if (!bytes->size)
		goto out;
	if (why) {
		/* Numbers in the text around are not worth a message. */
		if (!reader->rejected && bytes->size >= 4)
			line_error(reader->recording, reader->first_line,
				   "%zu bytes that are not a report descriptor: %s", bytes->size,
				   why);
		reader->rejected |= bytes->size >= 4;
		format_skip(reader->recording, reader->source, reader->first_line);
		goto out;
	}
	device = format_add_device(reader->recording);
	err = device ? format_set_descriptor(reader->recording, device, bytes, reader->first_line) :
		       -1;
	if (!err)
		snprintf(device->name, sizeof(device->name), "%s", reader->name);
	reader->name[0] = '\0';
out:
	free(bytes->data);
	*bytes = (struct bytes){ 0 };
	reader->dump = false;
	reader->base = 0;
	reader->repeat = false;
	reader->broken = false;
	return err;
}

static int add_row(struct reader *reader, const struct hex_row *row)
{
	int err = 0;

	/* The next dump, or the first line of one below plain bytes. */
	if (row->offset && (!reader->dump || !offset_in(row->offset, 16))) {
		err = end_block(reader);
		reader->in_array = false;
	}
	if (!reader->bytes.size)
		reader->first_line = reader->line;
	reader->dump |= !!row->offset;
	if (reader->repeat)
		fill(reader, row->offset);
	if (reader->dump && !is_offset(reader, row->offset, reader->bytes.size))
		reader->broken = true;
	reader->last_row = row->size;
	/* One byte too many is enough to see that there are. */
	for (size_t i = 0; i < row->size && reader->bytes.size <= DEVICE_RDESC_MAX; i++)
		if (bytes_add(&reader->bytes, row->bytes[i], DEVICE_RDESC_MAX + 1))
			reader->broken = true;
	return err;
}

/* The last word of "hexdump" may have a byte that is not in the file. */
static int end_dump(struct reader *reader, const struct hex_row *row)
{
	struct bytes *bytes = &reader->bytes;

	if (reader->repeat)
		fill(reader, row->offset);
	if (bytes->size && !is_offset(reader, row->offset, bytes->size))
		reader->broken |= !is_offset(reader, row->offset, --bytes->size);
	return end_block(reader);
}

/*
 * Reads a line of a dump, in which brackets and comments are just characters. Returns false if the
 * line is something else.
 */
static bool read_dump(struct reader *reader, int *err)
{
	struct hex_row row;

	hex_row(&row, reader->text, reader->dump);
	*err = 0;
	if (row.kind == HEX_REPEAT)
		reader->repeat = true;
	else if (row.kind == HEX_BYTES && row.offset)
		*err = add_row(reader, &row);
	else if (row.kind == HEX_END && reader->dump)
		*err = end_dump(reader, &row);
	else
		return false;
	return true;
}

/* Reads a part of a line without brackets and comments. */
static int read_part(struct reader *reader, const char *text)
{
	struct hex_row row;

	hex_row(&row, text, false);
	if (row.kind == HEX_BYTES)
		return add_row(reader, &row);
	if (!text[strspn(text, " \t#;,")])
		return 0;
	if (reader->in_array) {
		reader->broken = true;
		return 0;
	}
	format_skip(reader->recording, reader->source, reader->line);
	return end_block(reader);
}

/* The last word before the brackets of an array: "static const __u8 rdesc[] = {". */
static void note_name(struct reader *reader, const char *text, const char *end)
{
	size_t len = 0;

	while (end > text && !isalnum((unsigned char)end[-1]) && !strchr("_\"'", end[-1]))
		end--;
	while (end > text && (isalnum((unsigned char)end[-1]) || end[-1] == '_')) {
		end--;
		len++;
	}
	if (len)
		snprintf(reader->name, sizeof(reader->name), "%.*s", (int)len, end);
}

static void remove_comments(struct reader *reader)
{
	char *at = reader->text, *end;

	while (at) {
		if (!reader->in_comment) {
			char *line_comment = strstr(at, "//");

			at = strstr(at, "/*");
			if (line_comment && (!at || line_comment < at)) {
				*line_comment = '\0';
				return;
			}
			if (!at)
				return;
		}
		end = strstr(at + (reader->in_comment ? 0 : 2), "*/");
		reader->in_comment = !end;
		memset(at, ' ', end ? (size_t)(end + 2 - at) : strlen(at));
		at = end;
	}
}

/* Reads a line part by part: an array begins at "{" or "[", and ends at "}" or "]". */
static int read_line(struct reader *reader)
{
	char *text, *at;
	int err;

	if (!reader->in_comment && read_dump(reader, &err))
		return err;
	err = 0;
	remove_comments(reader);
	for (text = reader->text; !err && (at = strpbrk(text, "{[]}")); text = at + 1) {
		bool begins = strchr("{[", *at);

		*at = '\0';
		err = read_part(reader, text);
		if (!err)
			err = end_block(reader);
		if (begins && !reader->in_array)
			note_name(reader, text, at);
		reader->in_array = begins;
	}
	return err ?: read_part(reader, text);
}

/* Any text may have a descriptor in it. */
static bool is_hex(const struct source *source)
{
	return source->lines;
}

static int read_hex(struct recording *recording, const struct source *source)
{
	struct reader reader = { .recording = recording, .source = source };
	int err = 0;

	for (; !err && reader.line < source->count; reader.line++) {
		reader.text = source->lines[reader.line];
		err = read_line(&reader);
	}
	if (!err)
		err = end_block(&reader);
	free(reader.bytes.data);
	if (err || recording->devices_count)
		return err;
	return reader.rejected ? -1 : format_unknown(recording);
}

const struct format format_hex = {
	.name = "hex",
	.recognize = is_hex,
	.read = read_hex,
};
