/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Attachments on trial: they end by themselves unless somebody confirms them in time.
 *
 * A process of its own, the holder, has nothing but the links, unpinned: whatever ends it, the
 * kernel detaches. It is found by the lock it has on a file /run/hidbpf/trials/<device>.<object>,
 * both names as in bpffs. The file says when the trial ends, on CLOCK_MONOTONIC, and then of each ops
 * its id and name.
 */
#ifndef TRIAL_H
#define TRIAL_H

#include "device/device.h"
#include "libhidbpf/libhidbpf.h"

#include <stdbool.h>

/* What is to be on trial. */
struct trial_of {
	struct hidbpf_object *object; /* loaded */
	const char *path; /* its file */
	const struct device_info *info; /* of the device */
	const char *dir; /* for the pins that keep it, empty */
	struct hidbpf_link *const *links; /* attached */
	int count;
};

/*
 * Starts a holder for the links, and returns when they are its own. It keeps them, if asked to, and then
 * also the properties that the object gives its device. DONE, or REFUSED with a message.
 */
int trial_start(const struct trial_of *trial, unsigned int seconds);
/* Whether an object is on trial on a device. */
bool trial_is_running(const struct device *device, const char *object);

/* Ops on trial. */
struct trial {
	const char *object; /* as in bpffs */
	const char *name; /* of the ops */
	__u32 id; /* as in struct hidbpf_attached */
	unsigned int left; /* seconds, at least 1 */
};

/* Calls a function for all ops that are on trial. */
void trial_list(void (*function)(const struct trial *trial, void *data), void *data);

/*
 * Ends the trials of an object, or of all of a device if it is NULL: by keeping what is on trial, or
 * by detaching it. Returns how many there were, or -1 with a message if some cannot be kept.
 */
int trial_keep(const struct device *device, const char *object);
int trial_end(const struct device *device, const char *object);

#endif
