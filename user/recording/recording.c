// SPDX-License-Identifier: GPL-2.0-only
/* Recordings in memory, and how they are written. */
#include "recording/recording.h"

#include <inttypes.h>
#include <stdlib.h>

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

const char *recording_device_title(const struct recording_device *device)
{
	static char title[sizeof(device->name) + 2];

	if (*device->name)
		snprintf(title, sizeof(title), "\"%s\"", device->name);
	else
		snprintf(title, sizeof(title), "device %u", device->index);
	return title;
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
