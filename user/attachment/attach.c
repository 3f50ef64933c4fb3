// SPDX-License-Identifier: GPL-2.0-only
/* Attaches objects: loads them, attaches all of their ops or none, and sees that they stay. */
#include "attachment/attach.h"
#include "attachment/declined.h"
#include "attachment/origin.h"
#include "attachment/original_rdesc.h"
#include "attachment/pins.h"
#include "attachment/place.h"
#include "attachment/state.h"
#include "attachment/trial.h"
#include "attachment/udev_properties.h"
#include "cli/message.h"
#include "device/device.h"
#include "libhidbpf/libhidbpf.h"
#include "object/load.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

struct attaching {
	const struct device_info *info;
	const char *path;
	const struct attach_options *options;
	struct place place;
	struct hidbpf_object *object; /* loaded */
	struct hidbpf_links links;
	bool was_attached; /* already, and is replaced */
};

static const char *reason(int err)
{
	switch (err) {
	case EINVAL:
		return "the device is gone, another object already changes its report descriptor, "
		       "or the object's flags are unknown";
	case E2BIG:
		return "the device has the maximum number of programs; detach some";
	default:
		return hidbpf_error();
	}
}

static int refused(const struct attaching *attaching, const struct hidbpf_ops *ops, int err)
{
	return fail(err == -EPERM ? NOT_PERMITTED : REFUSED,
		    "the kernel refused to attach %s of %s to %s: %s; none of it is attached%s",
		    ops->name, attaching->path, attaching->info->device.sysname, reason(-err),
		    attaching->was_attached ?
			    ", and the object that it was to replace has been detached" :
			    "");
}

static int attach_ops(struct attaching *attaching)
{
	const struct hidbpf_ops *ops;
	int err;

	err = hidbpf_object_attach(attaching->object, attaching->options->before, &attaching->links,
				   &ops);
	return err ? refused(attaching, ops, err) : DONE;
}

static int keep(const struct attaching *attaching)
{
	const struct place *place = &attaching->place;

	if (pins_keep(place, attaching->object, &attaching->links))
		return fail(REFUSED, "cannot pin %s on %s: %s; none of it is attached",
			    attaching->path, place->device->sysname, hidbpf_error());
	properties_keep(attaching->object, place->dir, attaching->info);
	return DONE;
}

static int put_on_trial(const struct attaching *attaching)
{
	const char *sysname = attaching->info->device.sysname;
	unsigned int seconds = attaching->options->trial;
	int code = trial_start(&(struct trial_of){ .place = &attaching->place,
						   .path = attaching->path,
						   .info = attaching->info,
						   .object = attaching->object,
						   .links = &attaching->links },
			       seconds);

	if (!code)
		printf("%s is on trial on %s for %u seconds; to keep it: hidbpf keep %s\n",
		       attaching->path, sysname, seconds, sysname);
	return code;
}

/* Destroying the links detaches what is neither pinned nor on trial. */
static int attach_loaded(struct attaching *attaching)
{
	int code = attach_ops(attaching);

	if (code)
		return code;
	code = attaching->options->trial ? put_on_trial(attaching) : keep(attaching);
	hidbpf_links_destroy(&attaching->links);
	return code;
}

static int already_attached(const struct attaching *attaching)
{
	const char *sysname = attaching->info->device.sysname;

	return fail(ALREADY_ATTACHED,
		    "%s is already attached to %s; to replace it: hidbpf attach --replace; "
		    "to detach it: hidbpf detach %s %s",
		    attaching->path, sysname, sysname, attaching->path);
}

/* Takes off what the new object replaces, which may have ended meanwhile. */
static int take_off(const struct attaching *attaching)
{
	const struct place *place = &attaching->place;

	trial_stop(place);
	if (pins_remove(place) && errno != ENOENT)
		return fail(REFUSED, "cannot replace %s on %s: cannot remove %s: %s",
			    attaching->path, place->device->sysname, place->dir, strerror(errno));
	return DONE;
}

static int put_in_place(struct attaching *attaching)
{
	int code = DONE;

	original_save(&attaching->place);
	if (attaching->was_attached)
		code = take_off(attaching);
	if (!code)
		code = pins_create(&attaching->place);
	if (code)
		return code;
	code = attach_loaded(attaching);
	if (code)
		pins_remove(&attaching->place);
	else
		origin_note(&attaching->place, attaching->path);
	return code;
}

static int load_and_attach(struct attaching *attaching)
{
	int code;

	code = object_load(&attaching->object, attaching->path, attaching->info,
			   attaching->options);
	if (code == NOT_FOR_DEVICE && attaching->options->automatic)
		declined_note(&attaching->place);
	if (code)
		return code;
	code = put_in_place(attaching);
	hidbpf_object_close(attaching->object);
	return code;
}

int attach_object(const struct device_info *info, const char *path,
		  const struct attach_options *options)
{
	struct attaching attaching = { .info = info, .path = path, .options = options };
	int lock, code;

	place_of(&attaching.place, &info->device, path);
	lock = state_lock(&info->device);
	attaching.was_attached = pins_have(&attaching.place) || trial_is_running(&attaching.place);
	if (attaching.was_attached && !options->replace)
		code = already_attached(&attaching);
	else
		code = load_and_attach(&attaching);
	if (lock >= 0)
		close(lock);
	return code;
}

bool object_is_attached(const struct device *device, const char *path)
{
	struct place place;

	place_of(&place, device, path);
	return pins_have(&place) || trial_is_running(&place);
}

int detach_object(const struct device *device, const char *object)
{
	int trials, pins, unpinned;

	trials = trial_end(device, object);
	if (object && trials)
		return DONE;
	pins = pins_detach(device, object);
	if (pins < 0)
		return REFUSED;
	/* Without a pin, attachments are found through the device only. */
	unpinned = object ? 0 : hidbpf_detach_pathless(device->id);
	if (trials + pins + unpinned > 0)
		return DONE;
	if (!object)
		return fail(NO_DEVICE, "nothing is attached to %s", device->sysname);
	return fail(NO_DEVICE, "%s is not attached to %s; to list attached objects: hidbpf list",
		    object, device->sysname);
}
