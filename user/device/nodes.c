// SPDX-License-Identifier: GPL-2.0-only
/* Finds hidraw and evdev nodes of HID devices in sysfs. */
#include "device/nodes.h"

#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Matches a pattern below the device's directory; returns how many, to be freed by globfree(). */
static size_t find(glob_t *paths, const struct device *device, const char *below)
{
	char pattern[256];

	snprintf(pattern, sizeof(pattern), "/sys/bus/hid/devices/%s/%s", device->sysname, below);
	return glob(pattern, 0, NULL, paths) ? 0 : paths->gl_pathc;
}

static void set_node(struct node *node, const char *dir, const char *path)
{
	snprintf(node->path, sizeof(node->path), "%s/%s", dir, strrchr(path, '/') + 1);
}

int nodes_hidraw(struct node *node, const struct device *device)
{
	size_t count;
	glob_t paths;

	count = find(&paths, device, "hidraw/hidraw*");
	if (count)
		set_node(node, "/dev", paths.gl_pathv[0]);
	globfree(&paths);
	return count ? 0 : -1;
}

/* In the order of their numbers: event10 after event9. */
static int compare(const void *a, const void *b)
{
	return strverscmp(((const struct node *)a)->path, ((const struct node *)b)->path);
}

size_t nodes_evdev(struct node *nodes, const struct device *device)
{
	size_t count;
	glob_t paths;

	count = find(&paths, device, "input/input*/event*");
	if (count > NODES_MAX)
		count = NODES_MAX;
	for (size_t i = 0; i < count; i++)
		set_node(&nodes[i], "/dev/input", paths.gl_pathv[i]);
	globfree(&paths);
	qsort(nodes, count, sizeof(*nodes), compare);
	return count;
}
