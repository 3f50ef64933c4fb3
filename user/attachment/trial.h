/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Attachments on trial: they end unless the user confirms them in time.
 *
 * A separate process, the holder, owns the links, which are not pinned: whatever ends the process,
 * the kernel detaches. The holder is found by its lock on a file
 * /run/hidbpf/trials/<device>.<object>. The file's first line is the end of the trial in seconds of
 * CLOCK_MONOTONIC; a line with id and name of each ops follows.
 */
#ifndef ATTACHMENT_TRIAL_H
#define ATTACHMENT_TRIAL_H

#include "attachment/place.h"
#include "device/device.h"
#include "libhidbpf/libhidbpf.h"

#include <stdbool.h>

/* What is put on trial. */
struct trial_of {
	const struct place *place; /* its directory exists and is empty */
	const char *path; /* of the object file */
	const struct device_info *info;
	struct hidbpf_object *object; /* loaded */
	const struct hidbpf_links *links;
};

/*
 * Starts a holder for the links and returns when it owns them: the caller's links can be destroyed.
 * A holder that is told to keep them pins them and the udev properties of the object. DONE, or
 * REFUSED with a message.
 */
int trial_start(const struct trial_of *trial, unsigned int seconds);
/* Whether the object of a place is on trial. */
bool trial_is_running(const struct place *place);
/* Detaches the object of a place if it is on trial. */
void trial_stop(const struct place *place);

/* One of the ops on trial. */
struct trial {
	const char *object; /* its name in bpffs */
	const char *name; /* of the ops */
	__u32 id; /* as in struct hidbpf_attached */
	unsigned int left; /* seconds, at least 1 */
};

/* Calls a function for all ops on trial. */
void trial_list(void (*function)(const struct trial *trial, void *data), void *data);

/*
 * Ends the trials of an object as a user calls it, or all trials on a device if it is NULL:
 * trial_keep() keeps what is attached, trial_end() detaches it. Returns how many trials that were,
 * or -1 with a message if something could not be kept.
 */
int trial_keep(const struct device *device, const char *object);
int trial_end(const struct device *device, const char *object);

#endif
