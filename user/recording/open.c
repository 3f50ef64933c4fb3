// SPDX-License-Identifier: GPL-2.0-only
/* Opens recordings and chooses one of their devices. */
#include "recording/open.h"
#include "cli/message.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

static void list_devices(const struct recording *recording)
{
	for (size_t i = 0; i < recording->devices_count; i++) {
		const struct recording_device *device = &recording->devices[i];

		fprintf(stderr, "  %u  %04x:%04x  %s\n", device->index, device->vendor,
			device->product, device->name);
	}
}

/* Whether the number of a device, or its whole name, is what the user wrote. */
static bool is_exact(const struct recording_device *device, const char *choice)
{
	char *end;
	unsigned long index = strtoul(choice, &end, 10);

	return !strcmp(device->name, choice) || (*choice && !*end && index == device->index);
}

static bool is_similar(const struct recording_device *device, const char *choice)
{
	return *choice && strcasestr(device->name, choice);
}

/* The only device that matches, or the number of devices if there are none or several. */
static size_t find(const struct recording *recording, const char *choice,
		   bool (*matches)(const struct recording_device *device, const char *choice))
{
	size_t found = recording->devices_count, count = 0;

	for (size_t i = 0; i < recording->devices_count; i++)
		if (matches(&recording->devices[i], choice) && !count++)
			found = i;
	return count == 1 ? found : recording->devices_count;
}

static void keep(struct recording *recording, size_t chosen)
{
	size_t kept = 0;

	for (size_t i = 0; i < recording->events_count; i++) {
		struct recording_event *event = &recording->events[i];

		if (event->device != chosen) {
			free(event->data);
			continue;
		}
		event->device = 0;
		recording->events[kept++] = *event;
	}
	recording->events_count = kept;
	for (size_t i = 0; i < recording->devices_count; i++)
		if (i != chosen)
			free(recording->devices[i].rdesc);
	recording->devices[0] = recording->devices[chosen];
	recording->devices_count = 1;
}

static int choose(struct recording *recording, const char *path, const char *choice)
{
	size_t chosen = find(recording, choice, is_exact);

	if (chosen == recording->devices_count)
		chosen = find(recording, choice, is_similar);
	if (chosen < recording->devices_count) {
		keep(recording, chosen);
		return DONE;
	}
	fail(BAD_USAGE, "\"%s\" is not the number or name of one device of %s, which has:", choice,
	     path);
	list_devices(recording);
	return BAD_USAGE;
}

int recording_open(struct recording *recording, const char *path, const char *choice)
{
	FILE *file = fopen(path, "re");
	int code = DONE;

	if (!file)
		return fail(BAD_OBJECT, "cannot read %s: %s", path, strerror(errno));
	if (recording_read(recording, file))
		code = fail(BAD_OBJECT, "%s is not a recording: %s", path, recording->error);
	else if (recording->skipped)
		fprintf(stderr,
			"hidbpf: %s: skipped %zu line%s outside the recording, from line %zu on\n",
			path, recording->skipped, recording->skipped == 1 ? "" : "s",
			recording->first_skipped);
	fclose(file);
	if (!code && choice)
		code = choose(recording, path, choice);
	if (code)
		recording_free(recording);
	return code;
}

int recording_check_single(const struct recording *recording, const char *path, const char *command)
{
	if (recording->devices_count == 1)
		return DONE;
	fail(BAD_USAGE, "%s has several devices; choose one with hidbpf %s --device N %s:", path,
	     command, path);
	list_devices(recording);
	return BAD_USAGE;
}
