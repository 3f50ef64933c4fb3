// SPDX-License-Identifier: GPL-2.0-only
/* Where what is attached is kept: directories of pins in bpffs. */
#include "attachment/pins.h"
#include "cli/message.h"
#include "device/device.h"
#include "libhidbpf/libhidbpf.h"

#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <linux/magic.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

#define BPFFS "/sys/fs/bpf"

/* bpffs allows no dots in names. */
static void make_name(char *name, size_t size, const char *text)
{
	snprintf(name, size, "%s", text);
	for (char *c = name; *c; c++)
		if (*c == '.' || *c == ':')
			*c = '_';
}

void pins_object_name(char *name, size_t size, const char *object)
{
	const char *base = strrchr(object, '/') ? strrchr(object, '/') + 1 : object;
	size_t len = strlen(base);
	char text[PINS_NAME];

	if (len > 2 && !strcmp(base + len - 2, ".o"))
		len -= 2;
	snprintf(text, sizeof(text), "%.*s", (int)len, base);
	make_name(name, size, text);
}

void pins_device_name(char *name, size_t size, const struct device *device)
{
	make_name(name, size, device->sysname);
}

static void device_dir(char *dir, size_t size, const struct device *device)
{
	char name[sizeof(device->sysname)];

	pins_device_name(name, sizeof(name), device);
	snprintf(dir, size, PINS_DIR "/%s", name);
}

static void object_dir(char *dir, size_t size, const struct device *device, const char *object)
{
	char parent[PINS_PATH / 2], name[PINS_NAME];

	device_dir(parent, sizeof(parent), device);
	pins_object_name(name, sizeof(name), object);
	snprintf(dir, size, "%s/%s", parent, name);
}

static int check_bpffs(void)
{
	struct statfs statfs_buf;

	if (statfs(BPFFS, &statfs_buf) || statfs_buf.f_type != BPF_FS_MAGIC)
		return fail(REFUSED,
			    "no bpffs is mounted on " BPFFS "; mount it: mount -t bpf bpf " BPFFS);
	return DONE;
}

int pins_create(char *dir, size_t size, const struct device *device, const char *object)
{
	char parent[PINS_PATH / 2];
	int code = check_bpffs();

	if (code)
		return code;
	device_dir(parent, sizeof(parent), device);
	object_dir(dir, size, device, object);
	mkdir(PINS_DIR, 0700);
	mkdir(parent, 0700);
	/* An empty directory is what a killed hidbpf leaves. */
	rmdir(dir);
	if (!mkdir(dir, 0700))
		return DONE;
	if (errno == EEXIST)
		return fail(ALREADY_ATTACHED,
			    "%s is attached to %s already; to replace it, first: "
			    "hidbpf detach %s %s",
			    object, device->sysname, device->sysname, object);
	return fail(REFUSED, "cannot make %s: %s", dir, strerror(errno));
}

/* Makes dir the path of the directory it is in. */
static void cut_last(char *dir)
{
	*strrchr(dir, '/') = '\0';
}

/* Calls a function with the path of each entry; returns their number, or -1 with errno. */
static int for_each_entry(const char *dir, int (*function)(const char *path))
{
	char path[PINS_PATH + NAME_MAX];
	struct dirent *entry;
	int count = 0, err = 0;
	DIR *entries = opendir(dir);

	if (!entries)
		return -1;
	while (!err && (entry = readdir(entries))) {
		if (!strcmp(entry->d_name, ".") || !strcmp(entry->d_name, ".."))
			continue;
		snprintf(path, sizeof(path), "%s/%s", dir, entry->d_name);
		err = function(path);
		count++;
	}
	closedir(entries);
	return err ? -1 : count;
}

int pins_remove(const char *dir)
{
	char parent[PINS_PATH];

	if (for_each_entry(dir, hidbpf_pin_detach) < 0 || rmdir(dir))
		return -1;
	/* The device's directory goes with its last object. */
	snprintf(parent, sizeof(parent), "%s", dir);
	cut_last(parent);
	rmdir(parent);
	return 0;
}

static int is_entry(const char *path)
{
	(void)path;
	return 0;
}

bool pins_have(const struct device *device, const char *object)
{
	char dir[PINS_PATH];

	object_dir(dir, sizeof(dir), device, object);
	return for_each_entry(dir, is_entry) > 0;
}

bool pins_have_any(const struct device *device)
{
	char dir[PINS_PATH / 2];

	device_dir(dir, sizeof(dir), device);
	return for_each_entry(dir, is_entry) > 0;
}

static int detach_all(const struct device *device)
{
	char dir[PINS_PATH / 2];
	int count;

	device_dir(dir, sizeof(dir), device);
	count = for_each_entry(dir, pins_remove);
	if (count < 0 && errno != ENOENT)
		return fail(REFUSED, "cannot remove what is in %s: %s", dir, strerror(errno));
	/* Also those whose pins were lost. */
	if (!hidbpf_detach_pathless(device->id) && count <= 0)
		return fail(NO_DEVICE, "nothing is attached to %s", device->sysname);
	return DONE;
}

/* Whether it is this, or this with what is left of ".bpf.o". */
static bool is_named(const char *name, const char *wanted)
{
	size_t len = strlen(wanted);

	return !strncmp(name, wanted, len) && (!name[len] || !strcmp(name + len, "_bpf"));
}

bool pins_is_object(const char *name, const char *object)
{
	size_t digits = strspn(name, "0123456789");
	char wanted[PINS_NAME];

	pins_object_name(wanted, sizeof(wanted), object);
	return is_named(name, wanted) ||
	       (digits && name[digits] == '-' && is_named(name + digits + 1, wanted));
}

/* The directory of what a user calls by its file, or by a part of its name. */
static void find_dir(char *dir, size_t size, const struct device *device, const char *object)
{
	char parent[PINS_PATH / 2];
	struct dirent *entry;
	DIR *entries;

	object_dir(dir, size, device, object);
	device_dir(parent, sizeof(parent), device);
	entries = access(dir, F_OK) ? opendir(parent) : NULL;
	if (!entries)
		return;
	while ((entry = readdir(entries)))
		if (pins_is_object(entry->d_name, object)) {
			snprintf(dir, size, "%s/%s", parent, entry->d_name);
			break;
		}
	closedir(entries);
}

int pins_detach(const struct device *device, const char *object)
{
	char dir[PINS_PATH + NAME_MAX];

	if (!object)
		return detach_all(device);
	find_dir(dir, sizeof(dir), device, object);
	if (!pins_remove(dir))
		return DONE;
	if (errno == ENOENT)
		return fail(NO_DEVICE,
			    "%s is not attached to %s; what is, is listed by: hidbpf list", object,
			    device->sysname);
	return fail(REFUSED, "cannot remove %s: %s", dir, strerror(errno));
}
