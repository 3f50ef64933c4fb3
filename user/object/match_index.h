/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Remembers which devices object files match: a process that udev starts for a device that nothing
 * matches need not read all objects.
 *
 * The index is the file /run/hidbpf/matches. What it says about an object counts as long as the
 * kernel says that the file is the same and has not changed: device, inode, size, and the time of
 * the last change, which programs cannot set. Whoever finds that it lacks an object reads the
 * object and replaces the index. Without an index, or without the right to read or write it,
 * nothing but the cost differs.
 */
#ifndef OBJECT_MATCH_INDEX_H
#define OBJECT_MATCH_INDEX_H

#include "device/device.h"
#include "object/search.h"

#include <stdbool.h>
#include <stddef.h>

struct match_index {
	char *old; /* the contents of the file; NULL if they are not valid */
	size_t old_size;
	size_t at; /* where in it the next object is expected */
	char *new; /* what the file must contain; NULL if memory ran out */
	size_t new_size;
};

/* Reads the index; does not fail. */
void match_index_open(struct match_index *index);
/* Does what match_file() does, but reads the object only if the index does not have it. */
bool match_index_file(struct match_index *index, const struct object_file *file,
		      const struct device_info *info);
/*
 * Writes the index if it must change, so that it has the objects that were asked for since it was
 * opened and no others, and frees it.
 */
void match_index_close(struct match_index *index);

#endif
