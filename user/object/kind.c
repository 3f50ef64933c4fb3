// SPDX-License-Identifier: GPL-2.0-only
/* Tells what an object consists of, by the sections of its programs and the names of its maps. */
#include "object/kind.h"
#include "object/match.h"

#include <string.h>

#define PROPERTY "UDEV_PROP_"
#define OLDER_SECTION "fmod_ret"
#define OLDER_HOOK "/hid_bpf_"

struct bpf_program *kind_probe(const struct hidbpf_object *object)
{
	struct bpf_program *program;

	program = bpf_object__find_program_by_name(hidbpf_object_bpf(object), "probe");
	return program && bpf_program__type(program) == BPF_PROG_TYPE_SYSCALL ? program : NULL;
}

const char *kind_property(const struct bpf_map *map)
{
	const char *name = bpf_map__name(map);

	if (strncmp(name, PROPERTY, strlen(PROPERTY)) || bpf_map__type(map) != BPF_MAP_TYPE_ARRAY ||
	    bpf_map__max_entries(map) != 1)
		return NULL;
	return name + strlen(PROPERTY);
}

const char *kind_older_hook(const struct bpf_program *program)
{
	const char *section = bpf_program__section_name(program);

	if (strncmp(section, OLDER_SECTION, strlen(OLDER_SECTION)))
		return NULL;
	section += strcspn(section, "/");
	return strncmp(section, OLDER_HOOK, strlen(OLDER_HOOK)) ? NULL : section + 1;
}

static bool has_older_hook(const struct hidbpf_object *object)
{
	struct bpf_program *program;

	bpf_object__for_each_program(program, hidbpf_object_bpf(object))
		if (kind_older_hook(program))
			return true;
	return false;
}

static bool has_property(const struct hidbpf_object *object)
{
	struct bpf_map *map;

	bpf_object__for_each_map(map, hidbpf_object_bpf(object))
		if (kind_property(map))
			return true;
	return false;
}

enum object_kind object_kind(struct hidbpf_object *object)
{
	if (hidbpf_object_next_ops(object, NULL))
		return KIND_PROGRAMS;
	if (has_older_hook(object))
		return KIND_OLDER_API;
	return kind_probe(object) && has_property(object) ? KIND_PROPERTIES : KIND_OTHER;
}

bool kind_is_candidate(const char *path, const struct device_info *info)
{
	struct hidbpf_object *object;
	bool older;

	if (!match_file(path, info))
		return false;
	if (hidbpf_object_open(&object, path))
		return true;
	older = object_kind(object) == KIND_OLDER_API;
	hidbpf_object_close(object);
	return !older;
}
