// SPDX-License-Identifier: GPL-2.0-only
/* Makes and removes directories of pins in bpffs. */
#include "attachment/pins.h"
#include "attachment/async_maps.h"
#include "cli/message.h"
#include "device/device.h"
#include "libhidbpf/libhidbpf.h"

#include <dirent.h>
#include <errno.h>
#include <linux/magic.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

#define PATH (PLACE_DIR + NAME_MAX)

bool pins_are_possible(void)
{
	struct statfs statfs_buf;

	return !statfs(PLACE_BPFFS, &statfs_buf) && statfs_buf.f_type == BPF_FS_MAGIC;
}

static void device_dir(char *dir, size_t size, const struct place *place)
{
	snprintf(dir, size, PLACE_ROOT "/%s", place->device_name);
}

int pins_create(const struct place *place)
{
	char parent[PLACE_DIR];

	if (!pins_are_possible())
		return fail(REFUSED,
			    "no bpffs is mounted on " PLACE_BPFFS "; mount it with: " PINS_MOUNT);
	device_dir(parent, sizeof(parent), place);
	mkdir(PLACE_ROOT, 0700);
	mkdir(parent, 0700);
	/* A hidbpf that was killed leaves an empty directory behind. */
	rmdir(place->dir);
	if (!mkdir(place->dir, 0700))
		return DONE;
	if (errno == EEXIST)
		return fail(ALREADY_ATTACHED,
			    "another loader has attached %s to %s; to detach it: "
			    "hidbpf detach %s %s",
			    place->object_name, place->device->sysname, place->device->sysname,
			    place->object_name);
	return fail(REFUSED, "cannot create %s: %s", place->dir, strerror(errno));
}

int pins_keep(const struct place *place, const struct hidbpf_object *object,
	      const struct hidbpf_links *links)
{
	char pin[PATH];
	int err;

	err = async_maps_keep(object, place->dir);
	for (int i = 0; !err && i < links->count; i++) {
		struct hidbpf_link *link = links->list[i];

		snprintf(pin, sizeof(pin), "%s/%s", place->dir, hidbpf_link_ops(link)->name);
		err = hidbpf_link_keep(link, pin);
	}
	return err;
}

/* Calls a function with the path of each entry; returns their number, or -1 with errno. */
static int for_each_entry(const char *dir, int (*function)(const char *path))
{
	char path[PATH + NAME_MAX];
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

static int remove_dir(const char *dir)
{
	return for_each_entry(dir, hidbpf_pin_detach) < 0 || rmdir(dir) ? -1 : 0;
}

int pins_remove(const struct place *place)
{
	char parent[PLACE_DIR];

	if (remove_dir(place->dir))
		return -1;
	/* The device's directory goes with its last object. */
	device_dir(parent, sizeof(parent), place);
	rmdir(parent);
	return 0;
}

static int is_entry(const char *path)
{
	(void)path;
	return 0;
}

bool pins_have(const struct place *place)
{
	return for_each_entry(place->dir, is_entry) > 0;
}

bool pins_have_any(const struct place *place)
{
	char dir[PLACE_DIR];

	device_dir(dir, sizeof(dir), place);
	return for_each_entry(dir, is_entry) > 0;
}

static int detach_all(const struct device *device)
{
	struct place place;
	int count;

	place_of(&place, device, NULL);
	count = for_each_entry(place.dir, remove_dir);
	if (count < 0 && errno == ENOENT)
		return 0;
	if (count < 0) {
		fail(REFUSED, "cannot detach everything from %s: cannot remove what is in %s: %s",
		     device->sysname, place.dir, strerror(errno));
		return -1;
	}
	rmdir(place.dir);
	return count;
}

/* Renames the object of a place as bpffs has it, if it was called by a part of that name. */
static void find(struct place *place, const char *object)
{
	char parent[PLACE_DIR];
	struct dirent *entry;
	DIR *entries;

	device_dir(parent, sizeof(parent), place);
	entries = access(place->dir, F_OK) ? opendir(parent) : NULL;
	if (!entries)
		return;
	while ((entry = readdir(entries)))
		if (place_is_called(entry->d_name, object)) {
			place_of(place, place->device, entry->d_name);
			break;
		}
	closedir(entries);
}

int pins_detach(const struct device *device, const char *object)
{
	struct place place;

	if (!object)
		return detach_all(device);
	place_of(&place, device, object);
	find(&place, object);
	if (!pins_remove(&place))
		return 1;
	if (errno == ENOENT)
		return 0;
	fail(REFUSED, "cannot detach %s from %s: cannot remove %s: %s", object, device->sysname,
	     place.dir, strerror(errno));
	return -1;
}
