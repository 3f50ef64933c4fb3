/* SPDX-License-Identifier: GPL-2.0-only */
/* What is attached to devices, the names loaders gave it, and what is on trial. */
#ifndef ATTACHMENT_LIST_H
#define ATTACHMENT_LIST_H

#include "device/device.h"
#include "libhidbpf/libhidbpf.h"

#include <stdbool.h>

struct attachment {
	struct hidbpf_attached ops; /* the ID is 0 if the object only sets udev properties */
	char object[128]; /* as "hidbpf detach" takes it; "" if it is not known */
	char name[128]; /* of the ops: the pin's name, or as much as the kernel keeps of it */
	unsigned int trial; /* seconds until the trial ends; 0 if it is not on trial */
};

struct attachments {
	struct attachment *list; /* ops of one device in the order they run */
	int count;
};

/* Reads what is attached: DONE, or an exit code with a message. In both cases to be freed. */
int attachments_read(struct attachments *attachments);
void attachments_free(struct attachments *attachments);

/*
 * Calls a function once for each object on a device, in the order of their first ops. Ops whose
 * object is not known are passed by their own name, or as "unnamed".
 */
void attachments_objects(const struct attachments *attachments, const struct device *device,
			 void (*function)(const char *object, void *data), void *data);
/* The seconds until the next trial on a device ends; 0 if nothing is on trial. */
unsigned int attachments_trial(const struct attachments *attachments, const struct device *device);

#endif
