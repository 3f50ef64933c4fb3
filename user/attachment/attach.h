/* SPDX-License-Identifier: GPL-2.0-only */
/* Attaches an object to a device, and detaches it. */
#ifndef ATTACHMENT_ATTACH_H
#define ATTACHMENT_ATTACH_H

#include "device/device.h"
#include "object/load.h"

/*
 * Attaches an object file to a device: DONE, or an exit code with a message; nothing of it is
 * attached then.
 */
int attach_object(const struct device_info *info, const char *path,
		  const struct attach_options *options);
/* Detaches an object, or all of a device if it is NULL, also what is on trial. DONE, or a code. */
int detach_object(const struct device *device, const char *object);

#endif
