/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What is attached is kept by a pin, /sys/fs/bpf/hid/<device>/<object>/<ops>, the layout that
 * udev-hid-bpf uses. Dots and colons of the names become underscores.
 */
#ifndef ATTACHMENT_PINS_H
#define ATTACHMENT_PINS_H

#include "device/device.h"

#include <stdbool.h>
#include <stddef.h>

#define PINS_DIR "/sys/fs/bpf/hid"
#define PINS_NAME 256 /* one directory's name */
#define PINS_PATH 512 /* its path */
/* The names there. */
void pins_device_name(char *name, size_t size, const struct device *device);
void pins_object_name(char *name, size_t size, const char *object);
/* Whether a name there is what a user calls an object: with or without number and suffix. */
bool pins_is_object(const char *name, const char *object);
/* Whether an object, by its file or that name, has pins. */
bool pins_have(const struct device *device, const char *object);
/* Whether any object has. */
bool pins_have_any(const struct device *device);
/* Makes the directory for an object, writes its path. ALREADY_ATTACHED if it is in use. */
int pins_create(char *dir, size_t size, const struct device *device, const char *object);
/* Removes a directory with the pins in it; 0, or -1 with errno. */
int pins_remove(const char *dir);
/* Removes the directory of an object, or of all objects of a device if object is NULL. */
int pins_detach(const struct device *device, const char *object);

#endif
