/* SPDX-License-Identifier: GPL-2.0-only */
/* Loads an object for a device: opens it, fills in device and settings, asks its probe program. */
#ifndef OBJECT_LOAD_H
#define OBJECT_LOAD_H

#include "device/device.h"
#include "libhidbpf/libhidbpf.h"

#include <stdbool.h>

/* How an object is loaded and attached. */
struct attach_options {
	bool automatic; /* not by a user: that the object rejects the device is no error */
	bool verbose; /* when the kernel refuses it, print all that libbpf and the verifier say */
	bool before; /* run before the programs that are already attached */
	bool replace; /* the same object, if it is already attached */
	unsigned int trial; /* seconds; 0 to keep it */
	char **settings; /* from attach_options_add(); to be freed */
	int settings_count;
};

/* Adds a setting, NAME=VALUE, which is not copied: DONE, or REFUSED with a message. */
int attach_options_add(struct attach_options *options, char *setting);

/*
 * Whether this kernel takes objects: DONE, or NO_HID_BPF with the message that this object cannot be
 * attached to this device.
 */
int check_hid_bpf(const char *object, const struct device *device);

/*
 * Opens an object file, sets the device and the settings, loads it and asks its probe program.
 * Prints what goes wrong. On DONE, *object is the caller's to close.
 */
int object_load(struct hidbpf_object **object, const char *path, const struct device_info *info,
		const struct attach_options *options);

#endif
