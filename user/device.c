// SPDX-License-Identifier: GPL-2.0-only
/* The HID devices of the system, in sysfs. */
#include "hidbpf.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define DEVICES "/sys/bus/hid/devices"

int device_parse(struct device *device, const char *name)
{
	const char *base = strrchr(name, '/') ? strrchr(name, '/') + 1 : name;
	unsigned int bus, vendor, product, id;
	int end = 0;

	if (sscanf(base, "%4x:%4x:%4x.%x%n", &bus, &vendor, &product, &id, &end) != 4 ||
	    base[end] || strlen(base) >= sizeof(device->sysname))
		return fail(BAD_USAGE,
			    "\"%s\" is not the name of a HID device; they look like "
			    "0003:046D:C52B.0004, see " DEVICES,
			    name);
	snprintf(device->sysname, sizeof(device->sysname), "%s", base);
	device->id = id;
	return DONE;
}

static void device_path(const struct device *device, const char *file, char *path, size_t size)
{
	snprintf(path, size, DEVICES "/%s%s", device->sysname, file);
}

int device_check(const struct device *device)
{
	char path[256];

	device_path(device, "", path, sizeof(path));
	if (!access(path, F_OK))
		return DONE;
	return fail(
		NO_DEVICE,
		"there is no HID device %s; those that are plugged in are listed by: ls " DEVICES,
		device->sysname);
}

size_t device_descriptor(const struct device *device, void *buf, size_t size)
{
	char path[256];
	ssize_t len;
	int fd;

	device_path(device, "/report_descriptor", path, sizeof(path));
	fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return 0;
	len = read(fd, buf, size);
	close(fd);
	return len < 0 ? 0 : len;
}
