/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The report descriptor that a device came with. The kernel shows only what a program has made of
 * it, so it is noted before the first object is attached: in /run/hidbpf/descriptors/<device>, the
 * name as in bpffs. The number in a device's name is not given again until the next boot.
 */
#ifndef ORIGINAL_H
#define ORIGINAL_H

#include "attachment/place.h"
#include "device/device.h"

/* Notes it, if it is not noted, and nothing that may have changed it has been attached. */
void original_save(const struct place *place);
/* Reads what was noted; returns the length, 0 if nothing was. */
size_t original_read(const struct device *device, void *buf, size_t size);
/* Forgets it: the device is unplugged. */
void original_forget(const struct device *device);

#endif
