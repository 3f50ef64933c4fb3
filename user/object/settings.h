/* SPDX-License-Identifier: GPL-2.0-only */
/* Settings of an object: global variables of its programs that are given values before loading. */
#ifndef SETTINGS_H
#define SETTINGS_H

#include "device/device.h"
#include "libhidbpf/libhidbpf.h"

/* How people write settings, for the help of commands. */
#define SETTINGS_HELP                                                                                    \
	"NAME is a global variable of the object's programs: an integer, a bool, an enum, text, or\n"    \
	"an array of integers. VALUE is a number (also 0x10, 0b11), true or false, the name or number\n" \
	"of an enumerator, text, or numbers with commas in between.\n"

/*
 * Gives a variable a value, both from "NAME=VALUE". DONE, or BAD_USAGE with a message that names the
 * object by its path.
 */
int settings_set(struct hidbpf_object *object, const char *path, const char *assignment);

/* Calls a function for each variable that can be set: its name, its type and its value as text. */
void settings_list(const struct hidbpf_object *object,
		   void (*function)(const char *name, const char *type, const char *value,
				    void *data),
		   void *data);

/*
 * Gives each char array UDEV_PROP_NAME the value of the device's udev property NAME. It keeps its own
 * if there is no such property, or, with a message, one that it has no room for.
 */
void settings_from_udev(struct hidbpf_object *object, const char *path,
			const struct device_info *info);
/* Fills "struct hid_rdesc_descriptor HID_REPORT_DESCRIPTOR", if there is one, for a device. */
void settings_from_descriptor(struct hidbpf_object *object, const struct device *device);

#endif
