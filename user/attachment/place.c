// SPDX-License-Identifier: GPL-2.0-only
/* Derives the names of devices and objects in bpffs. */
#include "attachment/place.h"

#include <stdio.h>
#include <string.h>

void place_replace_dots(char *name)
{
	for (char *c = name; *c; c++)
		if (*c == '.' || *c == ':')
			*c = '_';
}

/* The file's name without its directory and without ".o". */
static void name_object(char *name, size_t size, const char *object)
{
	const char *base = strrchr(object, '/') ? strrchr(object, '/') + 1 : object;
	size_t len = strlen(base);

	if (len > 2 && !strcmp(base + len - 2, ".o"))
		len -= 2;
	snprintf(name, size, "%.*s", (int)len, base);
	place_replace_dots(name);
}

void place_object_name(char *object, size_t size, const char *name, size_t len)
{
	static const char suffix[] = "_bpf";

	if (len > strlen(suffix) && !strncmp(name + len - strlen(suffix), suffix, strlen(suffix)))
		len -= strlen(suffix);
	snprintf(object, size, "%.*s", (int)len, name);
}

void place_of(struct place *place, const struct device *device, const char *object)
{
	*place = (struct place){ .device = device };
	snprintf(place->device_name, sizeof(place->device_name), "%s", device->sysname);
	place_replace_dots(place->device_name);
	if (object)
		name_object(place->object_name, sizeof(place->object_name), object);
	snprintf(place->dir, sizeof(place->dir), PLACE_ROOT "/%s%s%s", place->device_name,
		 object ? "/" : "", place->object_name);
}

/* Whether the name is this one, possibly followed by what is left of ".bpf.o". */
static bool is_named(const char *name, const char *wanted)
{
	size_t len = strlen(wanted);

	return !strncmp(name, wanted, len) && (!name[len] || !strcmp(name + len, "_bpf"));
}

bool place_is_called(const char *name, const char *object)
{
	size_t digits = strspn(name, "0123456789");
	char wanted[PLACE_NAME];

	name_object(wanted, sizeof(wanted), object);
	return is_named(name, wanted) ||
	       (digits && name[digits] == '-' && is_named(name + digits + 1, wanted));
}
