// SPDX-License-Identifier: GPL-2.0-only
/* Finds the maps with timers or work queues, and pins them. */
#include "attachment/async_maps.h"
#include "attachment/place.h"
#include "libhidbpf/error.h"

#include <bpf/bpf.h>
#include <bpf/btf.h>
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>

static bool is_async(const char *name)
{
	return !strcmp(name, "bpf_timer") || !strcmp(name, "bpf_wq") ||
	       !strcmp(name, "bpf_task_work");
}

/* Whether a type is one of these or contains one. */
static bool contains_async(const struct btf *btf, int id)
{
	const struct btf_type *type = btf__type_by_id(btf, btf__resolve_type(btf, id));
	bool found = false;

	if (!type)
		return false;
	if (btf_is_array(type))
		return contains_async(btf, btf_array(type)->type);
	if (btf_is_struct(type) && is_async(btf__name_by_offset(btf, type->name_off)))
		return true;
	for (int i = 0; !found && btf_is_composite(type) && i < btf_vlen(type); i++)
		found = contains_async(btf, btf_members(type)[i].type);
	for (int i = 0; !found && btf_is_datasec(type) && i < btf_vlen(type); i++)
		found = contains_async(btf, btf_var_secinfos(type)[i].type);
	return found;
}

static int keep(const struct bpf_map *map, const char *dir)
{
	char pin[PLACE_DIR + NAME_MAX];

	snprintf(pin, sizeof(pin), "%s/%s", dir, bpf_map__name(map));
	place_replace_dots(pin + strlen(dir));
	return bpf_obj_pin(bpf_map__fd(map), pin) ?
		       hidbpf_set_error(-errno, "cannot pin the map %s: %s", pin, strerror(errno)) :
		       0;
}

int async_maps_keep(const struct hidbpf_object *object, const char *dir)
{
	const struct bpf_object *bpf = hidbpf_object_bpf(object);
	struct bpf_map *map;
	int err = 0;

	/* Without BTF that the kernel has accepted, and checked for loops, it has no such maps. */
	if (bpf_object__btf_fd(bpf) < 0)
		return 0;
	bpf_object__for_each_map(map, bpf) {
		if (contains_async(bpf_object__btf(bpf), bpf_map__btf_value_type_id(map)))
			err = keep(map, dir);
		if (err)
			break;
	}
	return err;
}
