/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Notes of what the files of attached objects contained. An upgrade replaces the files but leaves
 * attached what is attached: "hidbpf doctor" reads the notes to tell. A note is a file
 * /run/hidbpf/origin/<device>.<object> with a checksum.
 */
#ifndef ATTACHMENT_ORIGIN_H
#define ATTACHMENT_ORIGIN_H

#include "attachment/place.h"
#include "device/device.h"

#include <stdbool.h>

/* Notes the contents of the file that an object is attached from. */
void origin_note(const struct place *place, const char *path);
/* Whether an attached object came from a file with other contents; false if that is not noted. */
bool origin_differs(const struct device *device, const char *path);
/* Forgets all notes about a device that was unplugged. */
void origin_forget(const struct device *device);

#endif
