/* SPDX-License-Identifier: GPL-2.0-only */
/* What is attached to the devices, by which names the loaders keep it, and what is on trial. */
#ifndef ATTACHMENTS_H
#define ATTACHMENTS_H

#include "device/device.h"
#include "libhidbpf/libhidbpf.h"

#include <stdbool.h>

struct attachment {
	struct hidbpf_attached ops;
	char object[128]; /* as detach takes it; "" if nothing says which it is from */
	char name[128]; /* of the ops: the pin's, or what the kernel keeps of it */
	unsigned int trial; /* seconds until it is detached, unless it is kept; 0 if it is */
};

struct attachments {
	struct attachment *list; /* ops of one device in the order they run */
	int count;
};

/* Reads all; DONE, or an exit code with a message. To be freed in any case. */
int attachments_read(struct attachments *attachments);
void attachments_free(struct attachments *attachments);

/*
 * Calls a function for each object on a device, in the order of their first ops, once; what has no
 * object is called by the name of its ops.
 */
void attachments_objects(const struct attachments *attachments, const struct device *device,
			 void (*function)(const char *object, void *data), void *data);
/* The fewest seconds of what is on trial on a device, 0 if nothing is. */
unsigned int attachments_trial(const struct attachments *attachments, const struct device *device);

#endif
