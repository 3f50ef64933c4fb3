// SPDX-License-Identifier: GPL-2.0-only
/* Reads the bytes of a line of text, as tools and people write them. */
#include "recording/format.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#define BETWEEN " \t,;"

struct line {
	struct hex_row *row;
	const char *at;
	bool colon; /* after the offset, as in xxd's dumps */
};

/* "00000010: " of xxd; "00000010  " and "0000020 " of hexdump and od, of which the first is 0. */
static void skip_offset(struct line *line, bool in_dump)
{
	const char *digits = line->at + (strncmp(line->at, "0x", 2) ? 0 : 2);
	size_t len = strspn(digits, HEX_DIGITS);
	const char *end = digits + len;

	line->colon = *end == ':';
	if (len < 4 || len > 8)
		return;
	if (!line->colon && (len < 6 || (*end && !isspace((unsigned char)*end)) ||
			     (!in_dump && strspn(digits, "0") < len)))
		return;
	line->row->offset = digits;
	line->at = end + line->colon;
}

/* Adds the byte that two digits are, or one. */
static void add(struct hex_row *row, const char *digits, size_t len)
{
	char byte[3] = { digits[0], len > 1 ? digits[1] : '\0' };

	row->bytes[row->size++] = strtoul(byte, NULL, 16);
}

/*
 * Reads a number: 0x05, 05, 0501 or longer. Returns false if it is none. hexdump and "od -x" write
 * several bytes as one number, of which the last byte comes first.
 */
static bool read_number(struct line *line)
{
	struct hex_row *row = line->row;
	bool prefixed = line->at[0] == '0' && (line->at[1] == 'x' || line->at[1] == 'X');
	const char *digits = line->at + (prefixed ? 2 : 0);
	size_t len = strspn(digits, HEX_DIGITS);
	bool swapped = row->offset && !line->colon && len > 2;

	if (!len || (digits[len] && !strchr(BETWEEN "]})", digits[len])))
		return false;
	if ((len % 2 && (len > 1 || !prefixed)) || row->size + len / 2 >= sizeof(row->bytes))
		return false;
	for (size_t i = 0; i < len; i += 2)
		add(row, digits + (swapped ? len - 2 - i : i), len - i);
	row->swapped |= swapped;
	line->at = digits + len;
	return true;
}

/*
 * Whether the rest of a line only explains its bytes: the characters of a dump, a comment, the end
 * of an array, or text in a column of its own.
 */
static bool is_explanation(const char *rest, size_t blanks)
{
	return !*rest || strchr("|>/]})", *rest) || blanks > 1;
}

void hex_row(struct hex_row *row, const char *text, bool in_dump)
{
	/* hid-recorder explains the descriptor in comments. */
	struct line line = { .row = row, .at = text + strspn(text, "# \t") };
	size_t blanks;

	row->kind = HEX_NONE;
	row->offset = NULL;
	row->swapped = false;
	row->size = 0;
	if (in_dump && !strcmp(line.at, "*")) {
		row->kind = HEX_REPEAT;
		return;
	}
	skip_offset(&line, in_dump);
	do {
		blanks = strspn(line.at, " ") + 2 * strspn(line.at, "\t");
		/* Two blanks before xxd's characters, which may look like bytes. */
		if (row->offset && line.colon && row->size && blanks > 1)
			break;
		line.at += strspn(line.at, BETWEEN);
	} while (read_number(&line));
	if (row->size && is_explanation(line.at, blanks))
		row->kind = HEX_BYTES;
	else if (row->offset && !row->size && !*line.at)
		row->kind = HEX_END;
	else
		row->size = 0;
}
