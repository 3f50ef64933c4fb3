// SPDX-License-Identifier: GPL-2.0-only
/* Checks the devices and the objects that match them for hidbpf doctor. */
#include "attachment/attach.h"
#include "attachment/declined.h"
#include "attachment/list.h"
#include "attachment/older.h"
#include "attachment/origin.h"
#include "cli/message.h"
#include "device/device.h"
#include "device/ignore.h"
#include "doctor/kernel.h"
#include "doctor/line.h"
#include "doctor/objects.h"
#include "object/packages.h"
#include "object/kind.h"
#include "object/known.h"
#include "object/search.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool is_root(void)
{
	return !missing_privilege();
}

/* Keeps the first object that is attached. */
static void first_object(const char *object, void *data)
{
	const char **first = data;

	if (!*first)
		*first = object;
}

/* Whether the installed file has other contents than the one that the object was attached from. */
static bool is_outdated(const struct device *device, const struct object_file *file)
{
	return object_is_attached(device, file->path) && origin_differs(device, file->path);
}

/* Prints a line for each object on a device that was installed again, and counts them. */
static int print_outdated(const struct device *device, const struct object_file *files, int count)
{
	char fix[PATH_MAX + 64];
	int outdated = 0;

	for (int i = 0; i < count; i++) {
		if (!is_outdated(device, &files[i]))
			continue;
		snprintf(fix, sizeof(fix), "hidbpf attach --replace %s %s", device->sysname,
			 files[i].path);
		doctor_problem("device", fix,
			       "%s: %s has changed since it was attached; the new one takes effect "
			       "at the next boot",
			       device->sysname, files[i].path);
		outdated++;
	}
	return outdated;
}

static void print_device(const struct device_info *info, const struct object_file *file,
			 const struct attachments *attachments)
{
	const char *sysname = info->device.sysname, *object = file->name, *attached = NULL, *word;
	char fix[128];

	attachments_objects(attachments, &info->device, first_object, &attached);
	snprintf(fix, sizeof(fix), "hidbpf auto %s", sysname);
	if (attached)
		doctor_ok("device", "%s has %s attached", sysname, attached);
	else if (!is_root())
		doctor_ok("device", "%s: %s matches; run as root to see whether it is attached",
			  sysname, object);
	else if (ignore_device(info, &word))
		doctor_ok("device", "%s: %s matches, but the device is ignored because of %s",
			  sysname, object, word);
	else if (older_count_on(&info->device))
		doctor_ok("device", "%s: %s matches, but another loader has attached %s", sysname,
			  object, older_count_on(&info->device));
	else if (declined_is_noted(&info->device, file->path))
		doctor_ok("device", "%s: %s matches, but its probe program rejected the device",
			  sysname, object);
	else
		doctor_problem("device", fix, "%s: %s matches, but nothing is attached", sysname,
			       object);
}

/* The first candidate for a device, preferably one that has not declined it, or NULL. */
static const struct object_file *object_for(const struct device_info *info,
					    const struct object_file *files, int count)
{
	const struct object_file *declined = NULL;

	for (int i = 0; i < count; i++) {
		if (!kind_is_candidate(files[i].path, info))
			continue;
		if (!declined_is_noted(&info->device, files[i].path))
			return &files[i];
		declined = declined ?: &files[i];
	}
	return declined;
}

/*
 * The program that hidbpf comes with for a device, or NULL. Those for devices of any vendor do not
 * count: they reject most of them.
 */
static const char *known_for(const struct device_info *info)
{
	for (const struct known *known = known_list; known->object; known++)
		if (known->match.vendor && match_device(&known->match, info))
			return known->object;
	return NULL;
}

/* A file of the same name that does not match the device was put there to hide the object. */
static void print_unserved(const struct device_info *info, const struct object_file *files,
			   int count)
{
	const char *sysname = info->device.sysname, *object = known_for(info), *word;

	if (!object)
		return;
	if (search_has(files, count, object))
		doctor_ok("device", "%s: %s is for this device, but a file of that name hides it",
			  sysname, object);
	else if (ignore_device(info, &word))
		doctor_ok("device", "%s: %s is not installed; the device is ignored because of %s",
			  sysname, object, word);
	else
		doctor_problem("device", packages_install(PACKAGE_TOOL),
			       "%s: %s is for this device, but it is not installed", sysname,
			       object);
}

void doctor_objects(void)
{
	struct attachments attachments = { 0 };
	struct device_info *devices = NULL;
	struct object_file *files = NULL;
	int count = search_list(&files), devices_count = device_list(&devices), served = 0;

	search_sort(files, count);
	if (is_root() && doctor_support() != NO_SUPPORT)
		attachments_read(&attachments);
	for (int i = 0; i < devices_count; i++) {
		const struct object_file *file = object_for(&devices[i], files, count);

		served += !!file;
		if (print_outdated(&devices[i].device, files, count))
			continue;
		if (file)
			print_device(&devices[i], file, &attachments);
		else
			print_unserved(&devices[i], files, count);
	}
	if (count <= 0)
		doctor_problem("objects", packages_install(PACKAGE_TOOL), "none are installed");
	else
		doctor_ok("objects", "%d installed; they match %d of %d devices", count, served,
			  devices_count < 0 ? 0 : devices_count);
	attachments_free(&attachments);
	search_free(files, count);
	free(devices);
}
