// SPDX-License-Identifier: GPL-2.0-only
/* Reads recordings: finds the format of a file, and what all formats have in common. */
#include "cli/array.h"
#include "rdesc/items.h"
#include "recording/format.h"

#include <string.h>

/* The first one that recognizes a file reads it. The last one recognizes any text. */
static const struct format *const formats[] = {
	&format_binary,	  &format_hid_recorder, &format_usbhid_dump,
	&format_libinput, &format_info,		&format_hex,
};

#define FORMATS (sizeof(formats) / sizeof(formats[0]))

struct recording_device *format_add_device(struct recording *recording)
{
	struct recording_device *device = array_add(recording->devices, recording->devices_count);

	if (device)
		device->index = recording->devices_count - 1;
	else
		error_text(recording->error, "out of memory");
	return device;
}

struct recording_event *format_add_event(struct recording *recording)
{
	struct recording_event *event = array_add(recording->events, recording->events_count);

	if (!event)
		error_text(recording->error, "out of memory");
	return event;
}

void format_skip(struct recording *recording, const struct source *source, size_t line)
{
	if (!*source->lines[line] || recording->last_skipped == line + 1)
		return;
	if (!recording->skipped++)
		recording->first_skipped = line + 1;
	recording->last_skipped = line + 1;
}

int bytes_add(struct bytes *bytes, uint8_t byte, size_t max)
{
	uint8_t *added = bytes->size < max ? array_add(bytes->data, bytes->size) : NULL;

	if (!added)
		return -1;
	*added = byte;
	return 0;
}

static bool is_known(unsigned int kind)
{
	switch (kind & ITEM_TYPE) {
	case ITEM_MAIN:
		return kind == ITEM_COLLECTION;
	case ITEM_GLOBAL:
		return kind <= ITEM_POP;
	case ITEM_LOCAL:
		return kind <= ITEM_DELIMITER;
	}
	return false;
}

/*
 * Text and other files that happen to begin with items do not get as far as a collection. What
 * comes after its beginning may be damaged.
 */
const char *format_not_descriptor(const uint8_t *data, size_t size)
{
	struct rdesc_reader reader = { .data = data, .size = size };
	struct rdesc_item item;
	bool has_page = false;

	if (!size)
		return "it is empty";
	if (size > DEVICE_RDESC_MAX)
		return "it is longer than 4096 bytes, the most that the kernel accepts";
	while (rdesc_next(&reader, &item) && is_known(item.kind)) {
		if (item.kind == ITEM_COLLECTION)
			return has_page ? NULL : "no Usage Page comes before the first Collection";
		has_page |= item.kind == ITEM_USAGE_PAGE;
	}
	return "it does not begin with items up to a Collection";
}

int format_set_descriptor(struct recording *recording, struct recording_device *device,
			  struct bytes *bytes, size_t line)
{
	const char *why = format_not_descriptor(bytes->data, bytes->size);

	if (why)
		return line_error(recording, line, "%zu bytes that are not a report descriptor: %s",
				  bytes->size, why);
	device->rdesc = bytes->data;
	device->rdesc_size = bytes->size;
	*bytes = (struct bytes){ 0 };
	return 0;
}

int format_unknown(struct recording *recording)
{
	char names[192] = "";

	for (size_t i = 0; i < FORMATS; i++)
		snprintf(names + strlen(names), sizeof(names) - strlen(names), "%s%s",
			 i ? ", " : "", formats[i]->name);
	return error_text(recording->error,
			  "it has none of the formats %s; see RECORDINGS in hidbpf(8)", names);
}

static int read_source(struct recording *recording, const struct source *source)
{
	const struct format *const *format = formats;

	while (!(*format)->recognize(source))
		format++;
	recording->format = (*format)->name;
	return (*format)->read(recording, source);
}

int recording_read(struct recording *recording, FILE *file)
{
	struct source source;
	const char *why;
	int err;

	*recording = (struct recording){ 0 };
	if (source_read(&source, file, &why))
		err = error_text(recording->error, "%s", why);
	else
		err = read_source(recording, &source);
	source_free(&source);
	return err;
}
