/* SPDX-License-Identifier: GPL-2.0-only */
/* Loads an object for a device: opens it, sets device and settings, runs its probe program. */
#ifndef OBJECT_LOAD_H
#define OBJECT_LOAD_H

#include "device/device.h"
#include "libhidbpf/libhidbpf.h"

#include <stdbool.h>

/* How an object is loaded and attached. */
struct attach_options {
	bool automatic; /* run by udev: not an error if the object rejects the device */
	bool verbose; /* print the whole log of libbpf and the verifier if loading fails */
	bool before; /* run before the programs that are already attached */
	bool replace; /* replace the object if it is already attached */
	unsigned int trial; /* detach after so many seconds; 0: keep it */
	char **settings; /* from attach_options_add(); to be freed */
	int settings_count;
};

/* Adds a setting, NAME=VALUE, which is not copied: DONE, or REFUSED with a message. */
int attach_options_add(struct attach_options *options, char *setting);

/*
 * Whether objects can be attached at all: DONE, or NO_HID_BPF with a message that this object
 * cannot be attached to this device.
 */
int check_hid_bpf(const char *object, const struct device *device);

/*
 * Opens an object file, sets the device and the settings, loads it and runs its probe program. DONE
 * and *object is to be closed by the caller, or an exit code with a message; NOT_FOR_DEVICE comes
 * without a message if ->automatic is set.
 */
int object_load(struct hidbpf_object **object, const char *path, const struct device_info *info,
		const struct attach_options *options);

#endif
