/* SPDX-License-Identifier: GPL-2.0-only */
/* Variables that tell programs about their device, as udev-hid-bpf defines them. */
#ifndef DEVICE_VARIABLES_H
#define DEVICE_VARIABLES_H

#include "device/device.h"
#include "libhidbpf/libhidbpf.h"

/*
 * Sets each array of bytes UDEV_PROP_NAME of an open object to the device's udev property NAME. It
 * keeps its value if the device has no such property, or, with a message, if the property does not
 * fit.
 */
void device_variables_from_udev(struct hidbpf_object *object, const char *path,
				const struct device_info *info);
/*
 * Fills "struct hid_rdesc_descriptor HID_REPORT_DESCRIPTOR" of an open object, if it has that,
 * from the device's report descriptor.
 */
void device_variables_from_rdesc(struct hidbpf_object *object, const struct device *device);

#endif
