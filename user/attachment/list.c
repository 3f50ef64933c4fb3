// SPDX-License-Identifier: GPL-2.0-only
/* Lists what is attached: the kernel's list, with names from pins and trials. */
#include "attachment/list.h"
#include "attachment/place.h"
#include "attachment/trial.h"
#include "cli/array.h"
#include "cli/message.h"
#include "device/device.h"
#include "libhidbpf/libhidbpf.h"

#include <errno.h>
#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define PINS PLACE_ROOT "/*/*/*"
#define PROPERTIES PLACE_ROOT "/*/*/UDEV_PROP_*"

static void name_object(struct attachment *attachment, const char *dir, size_t len)
{
	place_object_name(attachment->object, sizeof(attachment->object), dir, len);
}

/* NULL for ops that have been detached meanwhile. */
static struct attachment *find(const struct attachments *attachments, __u32 id)
{
	for (int i = 0; id && i < attachments->count; i++)
		if (attachments->list[i].ops.id == id)
			return &attachments->list[i];
	return NULL;
}

static void name_by_pin(const struct attachments *attachments, const char *path)
{
	struct attachment *attachment = find(attachments, hidbpf_pin_id(path));
	const char *name = strrchr(path, '/') + 1;
	const char *dir = memrchr(path, '/', name - path - 1);

	if (!attachment)
		return;
	name_object(attachment, dir + 1, name - dir - 2);
	snprintf(attachment->name, sizeof(attachment->name), "%s", name);
}

static void name_by_pins(const struct attachments *attachments)
{
	glob_t pins;

	if (!glob(PINS, GLOB_NOSORT, NULL, &pins))
		for (size_t i = 0; i < pins.gl_pathc; i++)
			name_by_pin(attachments, pins.gl_pathv[i]);
	globfree(&pins);
}

static bool is_listed(const struct attachments *attachments, const struct attachment *wanted)
{
	for (int i = 0; i < attachments->count; i++)
		if (attachments->list[i].ops.hid_id == wanted->ops.hid_id &&
		    !strcmp(attachments->list[i].object, wanted->object))
			return true;
	return false;
}

/* The path is /sys/fs/bpf/hid/<device>/<object>/<property>; the device's name ends in its ID. */
static int add_by_property(struct attachments *attachments, const char *path)
{
	const char *property = strrchr(path, '/');
	const char *object = memrchr(path, '/', property - path);
	const char *id = memrchr(path, '_', object - path);
	struct attachment attachment = { 0 }, *added;

	if (!id)
		return DONE;
	attachment.ops.hid_id = strtoul(id + 1, NULL, 16);
	name_object(&attachment, object + 1, property - object - 1);
	if (is_listed(attachments, &attachment))
		return DONE;
	added = array_add(attachments->list, attachments->count);
	if (!added)
		return fail(REFUSED, "out of memory");
	*added = attachment;
	return DONE;
}

/* Objects without ops are known by the properties that they have pinned. */
static int add_by_properties(struct attachments *attachments)
{
	glob_t pins;
	int code = DONE;

	if (!glob(PROPERTIES, 0, NULL, &pins))
		for (size_t i = 0; !code && i < pins.gl_pathc; i++)
			code = add_by_property(attachments, pins.gl_pathv[i]);
	globfree(&pins);
	return code;
}

static void name_by_trial(const struct trial *trial, void *data)
{
	struct attachment *attachment = find(data, trial->id);

	if (!attachment)
		return;
	name_object(attachment, trial->object, strlen(trial->object));
	snprintf(attachment->name, sizeof(attachment->name), "%s", trial->name);
	attachment->trial = trial->left;
}

int attachments_read(struct attachments *attachments)
{
	struct hidbpf_attached *attached;
	int count = hidbpf_attached_list(&attached);

	*attachments = (struct attachments){ 0 };
	if (count < 0)
		return fail(count == -EPERM || count == -EACCES ? NOT_PERMITTED : REFUSED,
			    "cannot list attached objects: %s", strerror(-count));
	attachments->list = calloc(count + 1, sizeof(*attachments->list));
	if (!attachments->list) {
		free(attached);
		return fail(REFUSED, "out of memory");
	}
	attachments->count = count;
	for (int i = 0; i < count; i++) {
		attachments->list[i].ops = attached[i];
		snprintf(attachments->list[i].name, sizeof(attachments->list[i].name), "%s",
			 attached[i].name);
	}
	free(attached);
	if (count) {
		name_by_pins(attachments);
		trial_list(name_by_trial, attachments);
	}
	return add_by_properties(attachments);
}

void attachments_free(struct attachments *attachments)
{
	free(attachments->list);
}

static const char *object_of(const struct attachment *attachment)
{
	if (*attachment->object)
		return attachment->object;
	/* The module keeps no names; pins may have been removed by another loader. */
	return *attachment->name ? attachment->name : "unnamed";
}

static bool came_before(const struct attachments *attachments, int index)
{
	for (int i = 0; i < index; i++)
		if (attachments->list[i].ops.hid_id == attachments->list[index].ops.hid_id &&
		    !strcmp(object_of(&attachments->list[i]), object_of(&attachments->list[index])))
			return true;
	return false;
}

void attachments_objects(const struct attachments *attachments, const struct device *device,
			 void (*function)(const char *object, void *data), void *data)
{
	for (int i = 0; i < attachments->count; i++)
		if (attachments->list[i].ops.hid_id == device->id && !came_before(attachments, i))
			function(object_of(&attachments->list[i]), data);
}

unsigned int attachments_trial(const struct attachments *attachments, const struct device *device)
{
	unsigned int left, least = 0;

	for (int i = 0; i < attachments->count; i++) {
		left = attachments->list[i].trial;
		if (attachments->list[i].ops.hid_id == device->id && left &&
		    (!least || left < least))
			least = left;
	}
	return least;
}
