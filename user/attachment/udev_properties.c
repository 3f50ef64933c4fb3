// SPDX-License-Identifier: GPL-2.0-only
/* Pins, announces and prints the udev properties that programs give their device. */
#include "attachment/udev_properties.h"
#include "attachment/place.h"
#include "device/device.h"
#include "libhidbpf/libhidbpf.h"
#include "object/kind.h"

#include <bpf/bpf.h>
#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <glob.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define PREFIX "UDEV_PROP_"
/* A synthetic event that the udev rule recognizes by SYNTH_ARG_HIDBPF. Any UUID will do. */
#define EVENT "change 9f6c2a52-7a0e-4b43-9d4c-3f1f2f6b8d10 HIDBPF=1"

/* Makes the kernel send an event. */
static void announce(const struct device_info *info)
{
	char path[sizeof(info->syspath) + 16];
	int fd;

	snprintf(path, sizeof(path), "%s/uevent", info->syspath);
	fd = open(path, O_WRONLY | O_CLOEXEC);
	if (fd < 0 || write(fd, EVENT, strlen(EVENT)) < 0)
		fprintf(stderr, "hidbpf: cannot announce the properties of %s to udev: %s\n",
			info->device.sysname, strerror(errno));
	if (fd >= 0)
		close(fd);
}

void properties_keep(struct hidbpf_object *object, const char *dir, const struct device_info *info)
{
	char pin[PLACE_DIR + NAME_MAX];
	struct bpf_map *map;
	int kept = 0, err;

	bpf_object__for_each_map(map, hidbpf_object_bpf(object)) {
		if (!kind_property(map))
			continue;
		snprintf(pin, sizeof(pin), "%s/%s", dir, bpf_map__name(map));
		err = bpf_obj_pin(bpf_map__fd(map), pin);
		if (err)
			fprintf(stderr, "hidbpf: cannot pin the property %s: %s\n", pin,
				strerror(errno));
		kept += !err;
	}
	if (kept)
		announce(info);
}

/* Whether udev can import it: one line of text that does not begin with a quote. */
static bool is_text(const char *value)
{
	if (!*value || *value == '"' || *value == '\'')
		return false;
	for (; *value; value++)
		if (iscntrl((unsigned char)*value))
			return false;
	return true;
}

static void print_map(const char *name, int fd)
{
	struct bpf_map_info info = { 0 };
	__u32 size = sizeof(info), zero = 0;
	char *value;

	if (bpf_obj_get_info_by_fd(fd, &info, &size) || info.type != BPF_MAP_TYPE_ARRAY ||
	    info.max_entries != 1)
		return;
	/* The kernel rounds the size of array elements up to eight bytes. */
	value = calloc(1, info.value_size + 8);
	if (value && !bpf_map_lookup_elem(fd, &zero, value)) {
		value[info.value_size] = '\0';
		if (is_text(value))
			printf("%s=%s\n", name, value);
		else if (*value)
			fprintf(stderr,
				"hidbpf: property %s ignored: its value is not a line of text\n",
				name);
	}
	free(value);
}

void properties_print(const struct device *device)
{
	char pattern[PLACE_DIR + 16];
	struct place place;
	glob_t pins;
	int fd;

	place_of(&place, device, NULL);
	snprintf(pattern, sizeof(pattern), "%s/*/" PREFIX "*", place.dir);
	if (!glob(pattern, 0, NULL, &pins))
		for (size_t i = 0; i < pins.gl_pathc; i++) {
			fd = hidbpf_pin_map(pins.gl_pathv[i]);
			if (fd < 0)
				continue;
			print_map(strrchr(pins.gl_pathv[i], '/') + 1 + strlen(PREFIX), fd);
			close(fd);
		}
	globfree(&pins);
}
