/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The report descriptor that a device came with. The kernel shows only what programs have made of
 * it, so it is saved before the first object is attached, in /run/hidbpf/descriptors/<device>. If
 * the kernel has refused it, the reason is saved in /run/hidbpf/refusals/<device>.
 */
#ifndef ATTACHMENT_ORIGINAL_RDESC_H
#define ATTACHMENT_ORIGINAL_RDESC_H

#include "attachment/place.h"
#include "device/device.h"

#include <stdbool.h>
#include <stddef.h>

/* The report descriptor of a device before and after programs changed it. */
struct original_rdesc {
	unsigned char before[DEVICE_RDESC_MAX], after[DEVICE_RDESC_MAX];
	size_t before_size, after_size; /* 0 if it cannot be read: no driver is bound */
	/*
	 * Whether before is what the device came with. Otherwise it is a copy of after: it was not
	 * saved, and programs have changed it, or the user may not see whether any have.
	 */
	bool known;
	bool changed; /* before and after differ */
	/*
	 * Why the kernel refused the descriptor that the device came with, as it logged it, so that
	 * it cannot be read; "" if it accepted it, or if the log does not say.
	 */
	char refusal[128];
};

/*
 * Saves it for the device of a place, unless it is saved or an attached object may have changed it.
 */
void original_save(const struct place *place);
/* Reads both descriptors of a device. */
void original_read(struct original_rdesc *rdesc, const struct device *device);
/* Forgets the descriptor of a device that was unplugged. */
void original_forget(const struct device *device);

#endif
