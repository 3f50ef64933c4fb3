// SPDX-License-Identifier: GPL-2.0-only
/* Finds the global variables of an open object. */
#include "object/variables.h"

#include <string.h>

struct walk {
	const struct btf *btf;
	int (*function)(const struct variable *variable, void *data);
	void *data;
};

static const struct btf_type *resolve(const struct btf *btf, __u32 id)
{
	return btf__type_by_id(btf, btf__resolve_type(btf, id));
}

static bool ends_in(const char *text, const char *end)
{
	size_t len = strlen(text), end_len = strlen(end);

	return len >= end_len && !strcmp(text + len - end_len, end);
}

/*
 * libbpf names the map of a section after the section, with or without the object's name before
 * it.
 */
static char *section_data(struct bpf_object *object, const char *section, size_t *size)
{
	struct bpf_map *map;

	bpf_object__for_each_map(map, object)
		if (bpf_map__is_internal(map) && ends_in(bpf_map__name(map), section))
			return (char *)bpf_map__initial_value(map, size);
	return NULL;
}

static int walk_section(const struct walk *walk, const struct btf_type *section, char *memory,
			size_t size)
{
	const struct btf_var_secinfo *info = btf_var_secinfos(section);
	const struct btf *btf = walk->btf;
	int ret = 0;

	for (int i = 0; !ret && i < btf_vlen(section); i++, info++) {
		const struct btf_type *var = btf__type_by_id(btf, info->type);
		struct variable variable = { .name = btf__name_by_offset(btf, var->name_off),
					     .btf = btf,
					     .type = resolve(btf, var->type),
					     .data = memory + info->offset,
					     .size = info->size };

		if (btf_var(var)->linkage != BTF_VAR_GLOBAL_ALLOCATED || !variable.type ||
		    (size_t)info->offset + info->size > size)
			continue;
		if (btf_is_array(variable.type))
			variable.element = resolve(btf, btf_array(variable.type)->type);
		ret = walk->function(&variable, walk->data);
	}
	return ret;
}

int variables_each(const struct hidbpf_object *object,
		   int (*function)(const struct variable *variable, void *data), void *data)
{
	struct bpf_object *bpf = hidbpf_object_bpf(object);
	struct walk walk = { .btf = bpf_object__btf(bpf), .function = function, .data = data };
	int ret = 0;

	for (__u32 id = 1; walk.btf && !ret && id < btf__type_cnt(walk.btf); id++) {
		const struct btf_type *section = btf__type_by_id(walk.btf, id);
		size_t size = 0;
		char *memory;

		if (!btf_is_datasec(section))
			continue;
		memory = section_data(bpf, btf__name_by_offset(walk.btf, section->name_off), &size);
		if (memory)
			ret = walk_section(&walk, section, memory, size);
	}
	return ret;
}

bool variable_is_char(const struct variable *variable, const struct btf_type *type)
{
	return btf_is_int(type) &&
	       !strcmp(btf__name_by_offset(variable->btf, type->name_off), "char");
}

bool variable_set_text(const struct variable *variable, const char *text)
{
	if (strlen(text) >= variable->size)
		return false;
	memset(variable->data, 0, variable->size);
	strcpy(variable->data, text);
	return true;
}
