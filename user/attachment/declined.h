/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Which objects were asked for a device by "hidbpf auto" and did not want it. "hidbpf doctor" cannot ask
 * itself: a probe program may send requests to the device. It is noted by a file
 * /run/hidbpf/declined/<device>.<object>, both names as in bpffs.
 */
#ifndef DECLINED_H
#define DECLINED_H

#include "device/device.h"

#include <stdbool.h>

/* Notes that the probe program of an object file did not want the device. */
void declined_note(const struct device *device, const char *object);
/* Whether that is noted, and the object file has not been changed since. */
bool declined_is_noted(const struct device *device, const char *object);
/* Forgets all of a device: it is unplugged. */
void declined_forget(const struct device *device);

#endif
