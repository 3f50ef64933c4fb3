// SPDX-License-Identifier: GPL-2.0-only
/* Finds and reads HID devices through sysfs and libudev. */
#include "device/device.h"
#include "cli/array.h"
#include "cli/message.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <libudev.h>
#include <linux/input.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define DEVICES "/sys/bus/hid/devices"

/* One context for the whole run. */
static struct udev *context(void)
{
	static struct udev *udev;

	if (!udev)
		udev = udev_new();
	return udev;
}

/* Whether a name has the form of a HID device name. */
static bool is_sysname(struct device *device, const char *name)
{
	unsigned int bus, vendor, product, id;
	int end = 0;

	if (sscanf(name, "%4x:%4x:%4x.%x%n", &bus, &vendor, &product, &id, &end) != 4 ||
	    name[end] || strlen(name) >= sizeof(device->sysname))
		return false;
	/* In upper case, as the kernel writes it. */
	snprintf(device->sysname, sizeof(device->sysname), "%04X:%04X:%04X.%04X", bus, vendor,
		 product, id);
	device->id = id;
	return true;
}

size_t device_read_file(const char *path, void *buf, size_t size)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	ssize_t len;

	if (fd < 0)
		return 0;
	len = read(fd, buf, size);
	close(fd);
	return len < 0 ? 0 : len;
}

/* Reads the target of a symbolic link, "" if there is none. Returns its last component. */
static const char *read_link(const char *device, const char *name, char *target, size_t size)
{
	char path[sizeof(DEVICES) + DEVICE_NAME + 16];
	const char *slash;
	ssize_t len;

	snprintf(path, sizeof(path), DEVICES "/%s%s", device, name);
	len = readlink(path, target, size - 1);
	target[len < 0 ? 0 : len] = '\0';
	slash = strrchr(target, '/');
	return slash ? slash + 1 : target;
}

/* If a line is NAME=VALUE for this name, its value. */
static const char *value_of(const char *line, const char *name)
{
	size_t len = strlen(name);

	return !strncmp(line, name, len) && line[len] == '=' ? line + len + 1 : NULL;
}

/*
 * The last line of a name counts, as for udev: MODALIAS comes after the texts of the device, which
 * may contain lines.
 */
static void read_line(struct device_info *info, const char *line)
{
	const char *value = value_of(line, "MODALIAS");

	if (value)
		snprintf(info->modalias, sizeof(info->modalias), "%s", value);
	value = value_of(line, "HID_NAME");
	if (value)
		snprintf(info->name, sizeof(info->name), "%s", value);
}

/* The links of a bus to its devices begin with "../../../", which stands for /sys. */
static bool read_syspath(struct device_info *info)
{
	char target[sizeof(info->syspath)];
	const char *path = target;

	read_link(info->device.sysname, "", target, sizeof(target));
	while (!strncmp(path, "../", 3))
		path += 3;
	snprintf(info->syspath, sizeof(info->syspath), "/sys/%.*s", (int)sizeof(info->syspath) - 6,
		 path);
	return *path;
}

/* Reads what the kernel says about a device, not through libudev, which takes longer. */
static bool read_info(struct device_info *info, const char *sysname)
{
	char path[sizeof(DEVICES) + DEVICE_NAME + 16], uevent[4096], *rest = uevent, *line;
	unsigned int bus = 0, group = 0;

	memset(info, 0, sizeof(*info));
	if (!is_sysname(&info->device, sysname) || !read_syspath(info))
		return false;
	snprintf(path, sizeof(path), DEVICES "/%s/uevent", info->device.sysname);
	uevent[device_read_file(path, uevent, sizeof(uevent) - 1)] = '\0';
	while ((line = strsep(&rest, "\n")))
		read_line(info, line);
	snprintf(info->driver, sizeof(info->driver), "%s",
		 read_link(info->device.sysname, "/driver", path, sizeof(path)));
	sscanf(info->modalias, "hid:b%4xg%4xv%8xp%8x", &bus, &group, &info->vendor, &info->product);
	info->bus = bus;
	info->group = group;
	return true;
}

/* Finds the HID device that is or contains another device; takes the reference. */
static int parse_udev(struct device *device, const char *name, struct udev_device *udev)
{
	struct udev_device *hid = udev;
	int code = DONE;

	if (!udev)
		return fail(NO_DEVICE, "cannot find the device %s: %s", name, strerror(errno));
	if (strcmp(udev_device_get_subsystem(udev) ?: "", "hid"))
		hid = udev_device_get_parent_with_subsystem_devtype(udev, "hid", NULL);
	if (!hid || !is_sysname(device, udev_device_get_sysname(hid)))
		code = fail(NO_DEVICE, "%s does not belong to a HID device", name);
	udev_device_unref(udev);
	return code;
}

static int parse_node(struct device *device, const char *name)
{
	struct stat st;

	if (stat(name, &st))
		return fail(NO_DEVICE, "cannot find the device %s: %s", name, strerror(errno));
	if (!S_ISCHR(st.st_mode))
		return fail(BAD_USAGE, "%s is not a device node", name);
	return parse_udev(device, name, udev_device_new_from_devnum(context(), 'c', st.st_rdev));
}

static int parse_path(struct device *device, const char *name)
{
	char *path;
	int code;

	if (!strncmp(name, "/dev/", 5))
		return parse_node(device, name);
	/* The device may have been unplugged. */
	if (is_sysname(device, strrchr(name, '/') + 1))
		return DONE;
	path = realpath(name, NULL);
	if (!path)
		return fail(NO_DEVICE, "cannot find the device %s: %s", name, strerror(errno));
	code = parse_udev(device, name, udev_device_new_from_syspath(context(), path));
	free(path);
	return code;
}

static int ambiguous(const char *name, const struct device_info *list, int count,
		     unsigned int vendor, unsigned int product)
{
	fail(BAD_USAGE, "%s matches several devices; name one of them:", name);
	for (int i = 0; i < count; i++)
		if (list[i].vendor == vendor && list[i].product == product)
			fprintf(stderr, "  %s  %s\n", list[i].device.sysname, list[i].name);
	return BAD_USAGE;
}

bool device_parse_ids(const char *text, __u32 *vendor, __u32 *product)
{
	int end = 0;

	return sscanf(text, "%4x:%4x%n", vendor, product, &end) == 2 && !text[end];
}

static int find_by_ids(struct device *device, const char *name, __u32 vendor, __u32 product)
{
	struct device_info *list = NULL;
	int count = device_list(&list), found = 0, code = DONE;

	for (int i = 0; i < count; i++)
		if (list[i].vendor == vendor && list[i].product == product && !found++)
			*device = list[i].device;
	if (!found)
		code = fail(NO_DEVICE,
			    "there is no HID device %s; to list connected devices: hidbpf list",
			    name);
	else if (found > 1)
		code = ambiguous(name, list, count, vendor, product);
	free(list);
	return code;
}

int device_parse(struct device *device, const char *name)
{
	__u32 vendor, product;

	if (strchr(name, '/'))
		return parse_path(device, name);
	if (is_sysname(device, name))
		return DONE;
	if (device_parse_ids(name, &vendor, &product))
		return find_by_ids(device, name, vendor, product);
	return fail(BAD_USAGE,
		    "\"%s\" is not the name of a HID device; to list the names: hidbpf list", name);
}

/* Not those names that stand for open files, such as a pipe from a shell. */
static bool is_in_dev(const char *name)
{
	return !strncmp(name, "/dev/", 5) && strncmp(name, "/dev/fd/", 8) &&
	       strcmp(name, "/dev/stdin");
}

bool device_is_name(const char *name)
{
	__u32 vendor, product;
	struct device device;

	return is_in_dev(name) || !strncmp(name, "/sys/", 5) || is_sysname(&device, name) ||
	       device_parse_ids(name, &vendor, &product);
}

static int no_device(const struct device *device)
{
	return fail(NO_DEVICE, "there is no HID device %s; to list connected devices: hidbpf list",
		    device->sysname);
}

int device_check(const struct device *device)
{
	struct device_info info;

	return device_read(&info, device);
}

int device_read(struct device_info *info, const struct device *device)
{
	return read_info(info, device->sysname) ? DONE : no_device(device);
}

/* udev passes properties to programs in the environment before its database has them. */
static bool environment_is_of(const struct device_info *info)
{
	const char *path = getenv("DEVPATH");

	return path && getenv("ACTION") && !strncmp(info->syspath, "/sys", 4) &&
	       !strcmp(info->syspath + 4, path);
}

char *device_property(const struct device_info *info, const char *name)
{
	struct udev_device *udev;
	const char *value;
	char *property;

	if (environment_is_of(info)) {
		value = getenv(name);
		return value ? strdup(value) : NULL;
	}
	udev = udev_device_new_from_subsystem_sysname(context(), "hid", info->device.sysname);
	value = udev ? udev_device_get_property_value(udev, name) : NULL;
	property = value ? strdup(value) : NULL;
	udev_device_unref(udev);
	return property;
}

size_t device_descriptor(const struct device *device, void *buf, size_t size)
{
	char path[256];

	snprintf(path, sizeof(path), DEVICES "/%s/report_descriptor", device->sysname);
	return device_read_file(path, buf, size);
}

size_t device_wait_descriptor(const struct device *device, void *buf, size_t size)
{
	size_t len = device_descriptor(device, buf, size);

	for (int i = 0; !len && i < 100; i++) {
		usleep(10000);
		len = device_descriptor(device, buf, size);
	}
	return len;
}

static int by_name(const void *a, const void *b)
{
	const struct device_info *first = a, *second = b;

	return strcmp(first->device.sysname, second->device.sysname);
}

/* Reads the devices of a directory, except those that have gone. */
static int read_list(struct device_info **list, DIR *devices)
{
	struct dirent *entry;
	int count = 0;

	while ((entry = readdir(devices))) {
		struct device_info info, *added;

		if (!read_info(&info, entry->d_name))
			continue;
		added = array_add(*list, count);
		if (!added)
			return -ENOMEM;
		*added = info;
	}
	if (count)
		qsort(*list, count, sizeof(**list), by_name);
	return count;
}

int device_list(struct device_info **list)
{
	DIR *devices = opendir(DEVICES);
	int ret;

	*list = NULL;
	if (!devices)
		return errno == ENOENT ? 0 : -errno;
	ret = read_list(list, devices);
	closedir(devices);
	return ret;
}

const char *device_bus_name(unsigned int bus)
{
	static const char *const names[] = {
		[BUS_USB] = "USB",	   [BUS_BLUETOOTH] = "Bluetooth",
		[BUS_VIRTUAL] = "virtual", [BUS_I8042] = "i8042",
		[BUS_I2C] = "I2C",	   [BUS_HOST] = "host",
		[BUS_SPI] = "SPI",	   [BUS_RMI] = "RMI",
		[BUS_CEC] = "CEC",	   [BUS_INTEL_ISHTP] = "ISH",
		[BUS_AMD_SFH] = "SFH",
	};

	return bus < sizeof(names) / sizeof(names[0]) ? names[bus] : NULL;
}
