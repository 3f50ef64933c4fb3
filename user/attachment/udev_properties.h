/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * udev properties that programs give their device, as with udev-hid-bpf: what a probe program
 * writes into the map UDEV_PROP_NAME is the property NAME. udev forgets it with the next event of
 * the device, so the map is pinned beside the programs and read again for each event.
 */
#ifndef ATTACHMENT_UDEV_PROPERTIES_H
#define ATTACHMENT_UDEV_PROPERTIES_H

#include "device/device.h"
#include "libhidbpf/libhidbpf.h"

/*
 * Pins these maps of an attached object in its directory of pins, and makes udev ask for them.
 * Failures are reported, but the programs stay attached.
 */
void properties_keep(struct hidbpf_object *object, const char *dir, const struct device_info *info);
/* Prints the properties that programs gave a device as NAME=VALUE, for udev to import. */
void properties_print(const struct device *device);

#endif
