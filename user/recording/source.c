// SPDX-License-Identifier: GPL-2.0-only
/* Reads files as bytes and lines. */
#include "recording/source.h"
#include "cli/array.h"

#include <ctype.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#define ESCAPE '\033'
/* Hours of a touchpad fit; a device node of endless bytes does not. */
#define SIZE_MAX_BYTES (256UL << 20)

static int refuse(const char **why, const char *reason)
{
	*why = reason;
	return -1;
}

static int read_all(struct source *source, FILE *file, const char **why)
{
	size_t allocated = 0, got;
	uint8_t *bytes;

	do {
		if (source->size == allocated) {
			allocated = allocated ? 2 * allocated : 4096;
			bytes = realloc(source->bytes, allocated);
			if (!bytes)
				return refuse(why, "out of memory");
			source->bytes = bytes;
		}
		got = fread(source->bytes + source->size, 1, allocated - source->size, file);
		source->size += got;
		if (source->size > SIZE_MAX_BYTES)
			return refuse(why, "it is longer than 256 MiB");
	} while (got);
	return ferror(file) ? refuse(why, "read error") : 0;
}

/* Writes a character in UTF-8 and returns its length; a half of a surrogate pair becomes "?". */
static size_t put_utf8(char *text, unsigned int c)
{
	if (c >= 0xd800 && c < 0xe000)
		c = '?';
	if (c < 0x80) {
		text[0] = c;
		return 1;
	}
	if (c < 0x800) {
		text[0] = 0xc0 | c >> 6;
		text[1] = 0x80 | (c & 0x3f);
		return 2;
	}
	text[0] = 0xe0 | c >> 12;
	text[1] = 0x80 | (c >> 6 & 0x3f);
	text[2] = 0x80 | (c & 0x3f);
	return 3;
}

static size_t decode_utf16(char *text, const uint8_t *bytes, size_t size, bool big_endian)
{
	size_t len = 0;

	for (size_t i = 0; i + 1 < size; i += 2)
		len += put_utf8(text + len, bytes[i + !big_endian] << 8 | bytes[i + big_endian]);
	return len;
}

/* Copies the file as UTF-8. Returns the length. */
static size_t decode(char *text, const uint8_t *bytes, size_t size)
{
	if (size >= 2 && (!memcmp(bytes, "\xff\xfe", 2) || !memcmp(bytes, "\xfe\xff", 2)))
		return decode_utf16(text, bytes + 2, size - 2, *bytes == 0xfe);
	if (size >= 3 && !memcmp(bytes, "\xef\xbb\xbf", 3)) {
		bytes += 3;
		size -= 3;
	}
	memcpy(text, bytes, size);
	return size;
}

/* Report descriptors are full of other control characters than those that terminals leave. */
static bool is_text(const char *text, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if ((unsigned char)text[i] < ' ' &&
		    (!text[i] || !strchr("\t\n\r\f\b\a\033", text[i])))
			return false;
	return true;
}

/* Removes colours and other sequences (ESC [ ... letter); makes spaces of web pages plain ones. */
static void clean(char *line)
{
	char *to = line;

	while (*line) {
		if (line[0] == ESCAPE && line[1] == '[') {
			line += 2 + strspn(line + 2, "0123456789;?");
			line += *line != '\0';
		} else if (line[0] == ESCAPE && line[1] == ']') {
			line += strcspn(line, "\a");
			line += *line != '\0';
		} else if (iscntrl((unsigned char)*line) && *line != '\t') {
			line++;
		} else if (!strncmp(line, "\xc2\xa0", 2)) {
			*to++ = ' ';
			line += 2;
		} else {
			*to++ = *line++;
		}
	}
	*to = '\0';
}

/* The beginning of what a mail quotes, without white space around it. */
static char *unquote(char *line)
{
	size_t len;

	line += strspn(line, " \t>|");
	len = strlen(line);
	while (len && isspace((unsigned char)line[len - 1]))
		line[--len] = '\0';
	return line;
}

/* CRLF becomes LF, and so does CR alone, with which terminals overwrite a line. */
static void end_lines(char *text)
{
	char *to = text;

	for (; *text; text++)
		if (*text != '\r')
			*to++ = *text;
		else if (text[1] != '\n')
			*to++ = '\n';
	*to = '\0';
}

static int split(struct source *source)
{
	char *rest = source->text, *line, **added;

	end_lines(source->text);
	while ((line = strsep(&rest, "\n"))) {
		added = array_add(source->lines, source->count);
		if (!added)
			return -1;
		clean(line);
		*added = unquote(line);
	}
	return 0;
}

int source_read(struct source *source, FILE *file, const char **why)
{
	size_t len;

	*source = (struct source){ 0 };
	if (read_all(source, file, why))
		return -1;
	if (!source->size)
		return refuse(why, "it is empty");
	/* Two bytes of UTF-16 become at most three. */
	source->text = malloc(source->size * 3 / 2 + 4);
	if (!source->text)
		return refuse(why, "out of memory");
	len = decode(source->text, source->bytes, source->size);
	source->text[len] = '\0';
	if (is_text(source->text, len) && split(source))
		return refuse(why, "out of memory");
	return 0;
}

void source_free(struct source *source)
{
	free(source->bytes);
	free(source->lines);
	free(source->text);
	*source = (struct source){ 0 };
}
