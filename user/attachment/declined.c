// SPDX-License-Identifier: GPL-2.0-only
/* Notes which objects rejected a device. */
#include "attachment/declined.h"
#include "attachment/state.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#define KIND "declined"

/* Errors are ignored: without the note "hidbpf doctor" only knows less. */
void declined_note(const struct place *place)
{
	char path[STATE_PATH];
	int fd;

	state_object_path(path, KIND, place);
	fd = state_create(path, O_WRONLY);
	if (fd < 0)
		return;
	futimens(fd, NULL);
	close(fd);
}

bool declined_is_noted(const struct device *device, const char *object)
{
	struct stat note, file;
	char path[STATE_PATH];
	struct place place;

	place_of(&place, device, object);
	state_object_path(path, KIND, &place);
	return !stat(path, &note) && !stat(object, &file) && note.st_mtime >= file.st_mtime;
}

void declined_forget(const struct device *device)
{
	state_forget(KIND, device);
}
