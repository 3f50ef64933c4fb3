// SPDX-License-Identifier: GPL-2.0-only
/* Names, creates and locks files in /run/hidbpf. */
#include "attachment/state.h"

#include <errno.h>
#include <fcntl.h>
#include <glob.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define LOCK STATE_DIR "/lock"

void state_device_path(char *path, const char *kind, const struct place *place)
{
	snprintf(path, STATE_PATH, STATE_DIR "/%s/%s", kind, place->device_name);
}

void state_object_path(char *path, const char *kind, const struct place *place)
{
	snprintf(path, STATE_PATH, STATE_DIR "/%s/%s.%s", kind, place->device_name,
		 *place->object_name ? place->object_name : "*");
}

int state_create(const char *path, int flags)
{
	char dir[STATE_PATH];

	snprintf(dir, sizeof(dir), "%.*s", (int)(strrchr(path, '/') - path), path);
	mkdir(STATE_DIR, 0700);
	mkdir(dir, 0700);
	return open(path, flags | O_CREAT | O_CLOEXEC, 0600);
}

void state_forget(const char *kind, const struct device *device)
{
	char pattern[STATE_PATH];
	struct place place;
	glob_t files;

	place_of(&place, device, NULL);
	state_object_path(pattern, kind, &place);
	if (!glob(pattern, 0, NULL, &files))
		for (size_t i = 0; i < files.gl_pathc; i++)
			unlink(files.gl_pathv[i]);
	globfree(&files);
}

/* One file for all devices: each has the byte at its number. Children do not inherit the lock. */
int state_lock(const struct device *device)
{
	struct flock lock = {
		.l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = device->id, .l_len = 1
	};
	int fd = state_create(LOCK, O_RDWR);

	if (fd < 0)
		return -1;
	while (fcntl(fd, F_SETLKW, &lock))
		if (errno != EINTR) {
			close(fd);
			return -1;
		}
	return fd;
}
