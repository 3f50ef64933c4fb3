// SPDX-License-Identifier: GPL-2.0-only
/*
 * What an object is for: HID_BPF_CONFIG of its source.
 *
 * It leaves nothing but types: a variable in the section .hid_bpf_config is a union with a struct
 * for each kind of device, whose members "bus", "group", "vid" and "pid" (the names may have a
 * prefix) are pointers to arrays of that many elements.
 */
#include "hidbpf.h"
#include "search.h"

#include <bpf/btf.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SECTION ".hid_bpf_config"

static const struct btf_type *resolve(const struct btf *btf, __u32 id)
{
	return btf__type_by_id(btf, btf__resolve_type(btf, id));
}

/* The number that a member stands for; -1 if it is no pointer to an array. */
static long long number_of(const struct btf *btf, const struct btf_member *member)
{
	const struct btf_type *type = resolve(btf, member->type);

	if (!type || !btf_is_ptr(type))
		return -1;
	type = resolve(btf, type->type);
	return type && btf_is_array(type) ? (long long)btf_array(type)->nelems : -1;
}

/* Whether a member's name is this, or ends in it behind a prefix. */
static bool is_called(const char *member, const char *name)
{
	size_t len = strlen(member), name_len = strlen(name);

	if (len < name_len || strcmp(member + len - name_len, name))
		return false;
	return len == name_len || member[len - name_len - 1] == '_';
}

static void read_match(struct match *match, const struct btf *btf, const struct btf_type *type)
{
	const struct {
		const char *name;
		__u32 *number;
	} fields[] = {
		{ "bus", &match->bus },
		{ "group", &match->group },
		{ "vid", &match->vendor },
		{ "pid", &match->product },
	};
	const struct btf_member *member = btf_members(type);

	for (unsigned int i = 0; i < btf_vlen(type); i++, member++) {
		const char *name = btf__name_by_offset(btf, member->name_off);
		long long number = number_of(btf, member);

		for (int j = 0; j < 4 && number >= 0; j++)
			if (is_called(name, fields[j].name))
				*fields[j].number = number;
	}
}

static int read_union(struct match **list, const struct btf *btf, const struct btf_type *type)
{
	const struct btf_member *member;
	int count = 0;

	if (!type || !btf_is_union(type))
		return 0;
	*list = calloc(btf_vlen(type) + 1, sizeof(**list));
	if (!*list)
		return -ENOMEM;
	member = btf_members(type);
	for (unsigned int i = 0; i < btf_vlen(type); i++, member++) {
		const struct btf_type *entry = resolve(btf, member->type);

		if (entry && btf_is_struct(entry))
			read_match(&(*list)[count++], btf, entry);
	}
	return count;
}

int match_read(struct match **list, const char *path)
{
	const struct btf_type *section;
	struct btf *btf = btf__parse_elf(path, NULL);
	int count = 0, id;

	*list = NULL;
	if (!btf)
		return -errno;
	id = btf__find_by_name_kind(btf, SECTION, BTF_KIND_DATASEC);
	section = id > 0 ? btf__type_by_id(btf, id) : NULL;
	if (section && btf_vlen(section))
		count = read_union(list, btf, resolve(btf, btf_var_secinfos(section)->type));
	btf__free(btf);
	return count;
}

static bool fits(__u32 wanted, __u32 number)
{
	return !wanted || wanted == number;
}

bool match_device(const struct match *match, const struct device_info *info)
{
	return fits(match->bus, info->bus) && fits(match->group, info->group) &&
	       fits(match->vendor, info->vendor) && fits(match->product, info->product);
}

bool match_file(const char *path, const struct device_info *info)
{
	struct match *list;
	int count = match_read(&list, path);
	bool found = false;

	for (int i = 0; i < count; i++)
		found |= match_device(&list[i], info);
	free(list);
	return found;
}

/* A number, or a star for all. */
static size_t print_number(char *text, size_t size, char key, int digits, __u32 number)
{
	int len = number ? snprintf(text, size, "%c%0*X", key, digits, number) :
			   snprintf(text, size, "%c*", key);

	return (size_t)len < size ? (size_t)len : size;
}

void match_print(const struct match *match, char *text, size_t size)
{
	size_t at = print_number(text, size, 'b', 4, match->bus);

	at += print_number(text + at, size - at, 'g', 4, match->group);
	at += print_number(text + at, size - at, 'v', 8, match->vendor);
	print_number(text + at, size - at, 'p', 8, match->product);
}
