/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * udev properties that programs give their device, as udev-hid-bpf has it: what a probe program writes
 * into a map UDEV_PROP_NAME is the property NAME. The map is kept beside the programs in bpffs, as a
 * property has to be told to udev anew with each event of the device.
 */
#ifndef PROPERTIES_H
#define PROPERTIES_H

#include "device/device.h"
#include "libhidbpf/libhidbpf.h"

/*
 * Keeps such maps of an object that is attached to a device, in its directory of pins, and has udev ask
 * for them. What goes wrong is said; the programs stay attached.
 */
void properties_keep(struct hidbpf_object *object, const char *dir, const struct device_info *info);
/* Prints the properties that a device was given, NAME=VALUE, as udev imports them. */
void properties_print(const struct device *device);

#endif
