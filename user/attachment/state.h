/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The files of hidbpf in /run/hidbpf, a directory for each kind of them. Each file is about a
 * device, or about an object on a device, and is named after the names in struct place. The number
 * at the end of a device's name is not used again until the next boot, when /run is empty.
 */
#ifndef ATTACHMENT_STATE_H
#define ATTACHMENT_STATE_H

#include "attachment/place.h"

#include <stddef.h>

#define STATE_DIR "/run/hidbpf"
#define STATE_PATH 512

/* Writes the path of the file about a device: /run/hidbpf/<kind>/<device>. */
void state_device_path(char *path, const char *kind, const struct place *place);
/*
 * Writes the path of the file about an object on a device: /run/hidbpf/<kind>/<device>.<object>.
 * For the place of a device as a whole it is a pattern for glob(3), of all its objects.
 */
void state_object_path(char *path, const char *kind, const struct place *place);
/*
 * Opens such a file with flags of open(2), and creates it; returns a descriptor, or -1 with errno.
 */
int state_create(const char *path, int flags);
/* Removes the files of a kind about all objects on a device that was unplugged. */
void state_forget(const char *kind, const struct device *device);
/*
 * Waits until no other process attaches objects to the device, and keeps others out until the
 * descriptor it returns is closed. -1 if there is nothing to be locked: the caller may go on, and
 * risks no more than two processes attaching the same object at once.
 */
int state_lock(const struct device *device);

#endif
