// SPDX-License-Identifier: GPL-2.0-only
/* The applications' side of a test device: hidraw, evdev, sysfs. */
#include "device.h"
#include "device_private.h"
#include "tap.h"

#include <fcntl.h>
#include <glob.h>
#include <libgen.h>
#include <stdlib.h>
#include <unistd.h>

static void device_path(struct device *dev, const char *below, char *path, size_t size)
{
	snprintf(path, size, "/sys/bus/hid/devices/%s/%s", dev->sysname, below);
}

/* Finds the device node that belongs to a directory matching a pattern below the device's. */
static bool find_node(struct device *dev, const char *below, const char *dir, char *node,
		      size_t size)
{
	char pattern[256];
	glob_t paths;
	bool found;

	device_path(dev, below, pattern, sizeof(pattern));
	found = !glob(pattern, 0, NULL, &paths);
	if (found) {
		snprintf(node, size, "%s/%s", dir, basename(paths.gl_pathv[0]));
		globfree(&paths);
	}
	return found && !access(node, F_OK);
}

static int open_node(struct device *dev, const char *below, const char *dir)
{
	char node[128];
	int fd = -1;

	if (!WAIT_FOR(5000, find_node(dev, below, dir, node, sizeof(node)) &&
				    (fd = open(node, O_RDWR | O_NONBLOCK | O_CLOEXEC)) >= 0))
		FAIL("%s: there is no %s to open", dev->sysname, below);
	return fd;
}

int device_hidraw(struct device *dev)
{
	return open_node(dev, "hidraw/hidraw*", "/dev");
}

int device_evdev(struct device *dev)
{
	return open_node(dev, "input/input*/event*", "/dev/input");
}

bool device_has_hidraw(struct device *dev)
{
	char node[128];

	return find_node(dev, "hidraw/hidraw*", "/dev", node, sizeof(node));
}

bool device_has_evdev(struct device *dev)
{
	char node[128];

	return find_node(dev, "input/input*/event*", "/dev/input", node, sizeof(node));
}

void device_check_report(const char *file, int line, int fd, const unsigned char *want, size_t len)
{
	unsigned char got[4096];
	ssize_t got_len = read(fd, got, sizeof(got));

	if (got_len < 0)
		test_fail(file, line, "no report to be read: %s", strerror(errno));
	test_check_bytes(file, line, "the report", got, got_len, want, len);
}

bool device_is_silent(int fd)
{
	unsigned char buf[4096];

	return read(fd, buf, sizeof(buf)) < 0 && errno == EAGAIN;
}

bool device_next_event(int fd, struct input_event *event)
{
	while (read(fd, event, sizeof(*event)) == sizeof(*event))
		if (event->type != EV_SYN && event->type != EV_MSC)
			return true;
	return false;
}

bool device_has_event(int fd)
{
	struct input_event event;

	return device_next_event(fd, &event);
}

void device_check_event(const char *file, int line, int fd, int type, int code, int value)
{
	struct input_event event;

	if (!device_next_event(fd, &event))
		test_fail(file, line, "no input event");
	if (event.type != type || event.code != code || event.value != value)
		test_fail(file, line, "the event is %d/%d/%d, not %d/%d/%d", event.type, event.code,
			  event.value, type, code, value);
}

int device_sysfs(struct device *dev, const char *path, void *buf, size_t size)
{
	char pattern[256];
	glob_t paths;
	ssize_t len;
	int fd;

	device_path(dev, path, pattern, sizeof(pattern));
	if (glob(pattern, 0, NULL, &paths))
		return -ENOENT;
	fd = open(paths.gl_pathv[0], O_RDONLY | O_CLOEXEC);
	globfree(&paths);
	if (fd < 0)
		return -errno;
	len = read(fd, buf, size);
	close(fd);
	return len < 0 ? -errno : len;
}

void device_uevent(struct device *dev, const char *key, char *value, size_t size)
{
	char text[2048] = "", *line, *rest = text;
	size_t key_len = strlen(key);

	value[0] = '\0';
	if (device_sysfs(dev, "uevent", text, sizeof(text) - 1) < 0)
		return;
	while ((line = strsep(&rest, "\n")))
		if (!strncmp(line, key, key_len) && line[key_len] == '=')
			snprintf(value, size, "%s", line + key_len + 1);
}

void device_driver(struct device *dev, char *name, size_t size)
{
	char link[256], target[256];
	ssize_t len;

	device_path(dev, "driver", link, sizeof(link));
	len = readlink(link, target, sizeof(target) - 1);
	target[len > 0 ? len : 0] = '\0';
	snprintf(name, size, "%s", len > 0 ? basename(target) : "");
}

static int write_driver_file(struct device *dev, const char *driver, const char *file)
{
	char path[256];
	int fd, err = 0;

	snprintf(path, sizeof(path), "/sys/bus/hid/drivers/%s/%s", driver, file);
	fd = open(path, O_WRONLY | O_CLOEXEC);
	if (fd < 0)
		return -errno;
	if (write(fd, dev->sysname, strlen(dev->sysname)) < 0)
		err = -errno;
	close(fd);
	return err;
}

int device_unbind(struct device *dev)
{
	char driver[64];

	device_driver(dev, driver, sizeof(driver));
	return write_driver_file(dev, driver, "unbind");
}

int device_bind(struct device *dev, const char *driver)
{
	return write_driver_file(dev, driver, "bind");
}

void device_pins(struct device *dev, const char *below, char *path, size_t size)
{
	static const char pins[] = "/sys/fs/bpf/hid/";

	snprintf(path, size, "%s%s%s", pins, dev->sysname, below);
	for (char *c = path + sizeof(pins) - 1; *c; c++)
		if (*c == ':' || *c == '.')
			*c = '_';
}

bool device_has_pins(struct device *dev, const char *below)
{
	char path[256];

	device_pins(dev, below, path, sizeof(path));
	return !access(path, F_OK);
}
