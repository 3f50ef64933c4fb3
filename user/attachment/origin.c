// SPDX-License-Identifier: GPL-2.0-only
/* Notes what the files of attached objects contained. */
#include "attachment/origin.h"
#include "attachment/state.h"
#include "libhidbpf/file.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
#include <zlib.h>

#define KIND "origin"

/* The checksum of a file's contents; false if the file cannot be read. */
static bool checksum(const char *path, unsigned long *sum)
{
	char *data;
	size_t size;
	int err = hidbpf_file_read(path, &data, &size);

	if (!err)
		*sum = crc32(0, (unsigned char *)data, size);
	free(data);
	return !err;
}

/* Errors are ignored: without the note "hidbpf doctor" only knows less. */
void origin_note(const struct place *place, const char *path)
{
	char note[STATE_PATH];
	unsigned long sum;
	int fd;

	state_object_path(note, KIND, place);
	unlink(note);
	if (!checksum(path, &sum))
		return;
	fd = state_create(note, O_WRONLY);
	if (fd < 0)
		return;
	dprintf(fd, "%lx\n", sum);
	close(fd);
}

bool origin_differs(const struct device *device, const char *path)
{
	char note[STATE_PATH];
	unsigned long sum, noted;
	struct place place;
	bool differs;
	FILE *file;

	place_of(&place, device, path);
	state_object_path(note, KIND, &place);
	file = fopen(note, "re");
	if (!file)
		return false;
	differs = fscanf(file, "%lx", &noted) == 1 && checksum(path, &sum) && sum != noted;
	fclose(file);
	return differs;
}

void origin_forget(const struct device *device)
{
	state_forget(KIND, device);
}
