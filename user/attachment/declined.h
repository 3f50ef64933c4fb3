/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Notes of the objects whose probe program rejected a device when "hidbpf auto" asked it. "hidbpf
 * doctor" reads them because it cannot ask: a probe program may send requests to the device. A note
 * is an empty file /run/hidbpf/declined/<device>.<object>.
 */
#ifndef ATTACHMENT_DECLINED_H
#define ATTACHMENT_DECLINED_H

#include "attachment/place.h"
#include "device/device.h"

#include <stdbool.h>

/* Notes that the object rejected the device. */
void declined_note(const struct place *place);
/* Whether that is noted and the object file has not changed since. */
bool declined_is_noted(const struct device *device, const char *object);
/* Forgets all notes about a device that was unplugged. */
void declined_forget(const struct device *device);

#endif
