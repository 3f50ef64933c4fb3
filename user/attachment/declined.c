// SPDX-License-Identifier: GPL-2.0-only
/* Notes which objects did not want a device. */
#include "attachment/declined.h"
#include "attachment/pins.h"
#include "device/device.h"

#include <fcntl.h>
#include <glob.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#define STATE "/run/hidbpf"
#define DECLINED STATE "/declined"

/* Of all objects if object is NULL. */
static void file_path(char *path, size_t size, const struct device *device, const char *object)
{
	char device_name[PINS_NAME], object_name[PINS_NAME] = "*";

	pins_device_name(device_name, sizeof(device_name), device);
	if (object)
		pins_object_name(object_name, sizeof(object_name), object);
	snprintf(path, size, DECLINED "/%s.%s", device_name, object_name);
}

/* It is not essential: without it "hidbpf doctor" knows less. */
void declined_note(const struct device *device, const char *object)
{
	char path[2 * PINS_PATH];
	int fd;

	mkdir(STATE, 0700);
	mkdir(DECLINED, 0700);
	file_path(path, sizeof(path), device, object);
	fd = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
	if (fd < 0)
		return;
	futimens(fd, NULL);
	close(fd);
}

bool declined_is_noted(const struct device *device, const char *object)
{
	char path[2 * PINS_PATH];
	struct stat note, file;

	file_path(path, sizeof(path), device, object);
	return !stat(path, &note) && !stat(object, &file) && note.st_mtime >= file.st_mtime;
}

void declined_forget(const struct device *device)
{
	char pattern[2 * PINS_PATH];
	glob_t files;

	file_path(pattern, sizeof(pattern), device, NULL);
	if (!glob(pattern, 0, NULL, &files))
		for (size_t i = 0; i < files.gl_pathc; i++)
			unlink(files.gl_pathv[i]);
	globfree(&files);
}
