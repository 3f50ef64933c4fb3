/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The formats that recordings are read from. recording_read() asks each in turn whether a file is
 * in it. Only the readers include this file.
 */
#ifndef RECORDING_FORMAT_H
#define RECORDING_FORMAT_H

#include "cli/error_text.h"
#include "recording/recording.h"
#include "recording/source.h"

#include <stdbool.h>

#define HEX_DIGITS "0123456789abcdefABCDEF"

struct format {
	const char *name; /* as hidbpf(8) lists it */
	bool (*recognize)(const struct source *source);
	/* Returns 0, or -1 with recording->error set. Both leave a recording that can be freed. */
	int (*read)(struct recording *recording, const struct source *source);
};

extern const struct format format_hid_recorder, format_usbhid_dump, format_libinput, format_info,
	format_hex, format_binary;

/* Sets the error of a recording to one about a line, an index into the lines. Evaluates to -1. */
#define line_error(_recording, _line, _format, ...) \
	error_text((_recording)->error, "line %zu: " _format, (size_t)(_line) + 1, ##__VA_ARGS__)

/* Appends a device with the next index, or an event; NULL with an error if memory runs out. */
struct recording_device *format_add_device(struct recording *recording);
struct recording_event *format_add_event(struct recording *recording);
/* Notes that a line is not part of the recording, unless it is blank. */
void format_skip(struct recording *recording, const struct source *source, size_t line);
/* Sets the error of a file that is in none of the formats; returns -1. */
int format_unknown(struct recording *recording);

/* Bytes that are read piece by piece. Start with { 0 }. */
struct bytes {
	uint8_t *data;
	size_t size;
};

/* Appends a byte. Returns 0, or -1 if memory runs out or there are max bytes already. */
int bytes_add(struct bytes *bytes, uint8_t byte, size_t max);

/*
 * Why bytes that nothing else describes cannot be a report descriptor, as in "it is not a report
 * descriptor: ..."; NULL if they may be one. A damaged one passes, as such devices are the ones to
 * be fixed.
 */
const char *format_not_descriptor(const uint8_t *data, size_t size);
/* Gives a descriptor to a device that has none: 0, or -1 with an error about a line. */
int format_set_descriptor(struct recording *recording, struct recording_device *device,
			  struct bytes *bytes, size_t line);

/* What a line of text with hexadecimal bytes is, see hex_row(). */
struct hex_row {
	enum {
		HEX_NONE, /* text without bytes, or a blank line */
		HEX_BYTES,
		HEX_REPEAT, /* the "*" that stands for lines like the one before */
		HEX_END, /* the offset after the last byte */
	} kind;
	const char *offset; /* as it is written, or NULL */
	bool swapped; /* the bytes were pairs in little-endian words, and are in order now */
	uint8_t bytes[2 * DEVICE_RDESC_MAX];
	size_t size;
};

/*
 * Reads a line of a hex dump, of a C array, of "hidbpf info", or of nothing but bytes. in_dump says
 * that lines before it began with an offset. What follows the bytes on the line is left out.
 */
void hex_row(struct hex_row *row, const char *line, bool in_dump);

#endif
