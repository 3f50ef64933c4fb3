/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Pins in bpffs, which keep ops attached after hidbpf has ended; struct place says where they are.
 */
#ifndef ATTACHMENT_PINS_H
#define ATTACHMENT_PINS_H

#include "attachment/place.h"
#include "device/device.h"
#include "libhidbpf/libhidbpf.h"

#include <stdbool.h>

/* The command that mounts bpffs where pins are. */
#define PINS_MOUNT "mount -t bpf bpf " PLACE_BPFFS

/* Whether bpffs is mounted, so that pins can be made. */
bool pins_are_possible(void);
/* Whether the object of a place has pins; of the place of a device, whether any object has. */
bool pins_have(const struct place *place);
/* Whether any object on the device of a place has pins. */
bool pins_have_any(const struct place *place);
/*
 * Makes the directory of a place: DONE, ALREADY_ATTACHED if another loader has pins there, or
 * REFUSED; with a message.
 */
int pins_create(const struct place *place);
/*
 * Pins the links of a loaded object in the directory of its place, so that they stay attached when
 * they are destroyed, and what its programs need when this process is gone, see async_maps.h. 0, or
 * -errno and hidbpf_error() has the reason; some may be pinned then.
 */
int pins_keep(const struct place *place, const struct hidbpf_object *object,
	      const struct hidbpf_links *links);
/*
 * Detaches what is pinned at the place of an object and removes its directory: 0, or -1 with errno.
 */
int pins_remove(const struct place *place);
/*
 * Detaches an object as a user calls it, or all objects of a device if it is NULL. Returns how many
 * objects that were, or -1 with a message.
 */
int pins_detach(const struct device *device, const char *object);

#endif
