// SPDX-License-Identifier: GPL-2.0-only
/* Notes the descriptors of devices. */
#include "attachment/original_rdesc.h"
#include "attachment/pins.h"
#include "device/device.h"

#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#define STATE "/run/hidbpf"
#define DESCRIPTORS STATE "/descriptors"
#define DESCRIPTOR_MAX 4096

static void file_path(char *path, size_t size, const struct device *device)
{
	char name[PINS_NAME];

	pins_device_name(name, sizeof(name), device);
	snprintf(path, size, DESCRIPTORS "/%s", name);
}

/* It is not essential: without it "hidbpf info" knows less. */
void original_save(const struct device *device)
{
	unsigned char data[DESCRIPTOR_MAX];
	char path[PATH_MAX];
	size_t size;
	int fd;

	if (pins_have_any(device))
		return;
	size = device_descriptor(device, data, sizeof(data));
	if (!size)
		return;
	mkdir(STATE, 0700);
	mkdir(DESCRIPTORS, 0700);
	file_path(path, sizeof(path), device);
	fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	if (fd < 0)
		return;
	if (write(fd, data, size) != (ssize_t)size)
		unlink(path);
	close(fd);
}

size_t original_read(const struct device *device, void *buf, size_t size)
{
	char path[PATH_MAX];

	file_path(path, sizeof(path), device);
	return device_descriptor_file(path, buf, size);
}

void original_forget(const struct device *device)
{
	char path[PATH_MAX];

	file_path(path, sizeof(path), device);
	unlink(path);
}
