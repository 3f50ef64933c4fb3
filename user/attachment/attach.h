/* SPDX-License-Identifier: GPL-2.0-only */
/* Attaches an object to a device, and detaches it. */
#ifndef ATTACHMENT_ATTACH_H
#define ATTACHMENT_ATTACH_H

#include "device/device.h"
#include "object/load.h"

#include <stdbool.h>

/*
 * Attaches an object file to a device and makes it stay, or puts it on trial: DONE, or an exit code
 * with a message. On failure none of it is attached. Of processes that attach to one device at
 * the same time, each waits for those before it.
 */
int attach_object(const struct device_info *info, const char *path,
		  const struct attach_options *options);
/* Whether an object file is attached to a device, for good or on trial. */
bool object_is_attached(const struct device *device, const char *path);
/*
 * Detaches an object as a user calls it, or everything on a device if it is NULL, including what is
 * on trial: DONE, NO_DEVICE if there is none, or REFUSED; with a message.
 */
int detach_object(const struct device *device, const char *object);

#endif
