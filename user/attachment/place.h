/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Where an object is kept on a device, and the names both have there.
 *
 * The layout is udev-hid-bpf's: a pin /sys/fs/bpf/hid/<device>/<object>/<ops> keeps ops attached.
 * bpffs allows no dots in names, so dots and colons become underscores. Files in /run/hidbpf are
 * named after the same two names, see state.h.
 */
#ifndef ATTACHMENT_PLACE_H
#define ATTACHMENT_PLACE_H

#include "device/device.h"

#include <limits.h>
#include <stdbool.h>

#define PLACE_BPFFS "/sys/fs/bpf"
#define PLACE_ROOT PLACE_BPFFS "/hid"
#define PLACE_NAME 256 /* size of one name */
#define PLACE_DIR (sizeof(PLACE_ROOT) + DEVICE_NAME + PLACE_NAME)

/* Derived once per operation and then handed on. */
struct place {
	const struct device *device;
	char device_name[DEVICE_NAME];
	char object_name[PLACE_NAME]; /* "" for the device as a whole */
	char dir[PLACE_DIR]; /* of the object's pins, or the device's, with the objects in it */
};

/* Makes a name, changed in place, one that bpffs allows. */
void place_replace_dots(char *name);
/*
 * Writes the name of an object as users call it. Its name in bpffs, which is len bytes long, may
 * end in what is left of ".bpf.o".
 */
void place_object_name(char *object, size_t size, const char *name, size_t len);
/* Derives the place of an object, called by its file, on a device; of the device if it is NULL. */
void place_of(struct place *place, const struct device *device, const char *object);
/*
 * Whether a user who says "object" means the one called "name" in bpffs: users may leave out its
 * number and its suffix.
 */
bool place_is_called(const char *name, const char *object);

#endif
