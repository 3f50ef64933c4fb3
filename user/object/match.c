// SPDX-License-Identifier: GPL-2.0-only
/*
 * Reads which devices an object matches: HID_BPF_CONFIG of its source.
 *
 * The macro leaves only types: the variable in the section .hid_bpf_config is a union with a struct
 * for each match. The members "bus", "group", "vid" and "pid" of the struct, whose names may have a
 * prefix, are pointers to arrays with as many elements as the number they stand for.
 */
#include "object/match.h"
#include "device/device.h"
#include "libhidbpf/btf.h"
#include "libhidbpf/file.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SECTION ".hid_bpf_config"

/* The number that a member stands for; -1 if it is not a pointer to an array. */
static long long number_of(const struct hidbpf_btf *btf, const struct btf_member *member)
{
	const struct btf_type *type = hidbpf_btf_bare_type(btf, member->type);

	if (!type || !btf_is_ptr(type))
		return -1;
	type = hidbpf_btf_bare_type(btf, type->type);
	return type && btf_is_array(type) ? (long long)btf_array(type)->nelems : -1;
}

/* Whether a member has this name, possibly after a prefix. */
static bool is_called(const char *member, const char *name)
{
	size_t len = strlen(member), name_len = strlen(name);

	if (len < name_len || strcmp(member + len - name_len, name))
		return false;
	return len == name_len || member[len - name_len - 1] == '_';
}

static void read_match(struct match *match, const struct hidbpf_btf *btf,
		       const struct btf_type *type)
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
		const char *name = hidbpf_btf_name(btf, member->name_off);
		long long number = number_of(btf, member);

		for (int j = 0; j < 4 && number >= 0; j++)
			if (is_called(name, fields[j].name))
				*fields[j].number = number;
	}
}

static int read_union(struct match **list, const struct hidbpf_btf *btf,
		      const struct btf_type *type)
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
		const struct btf_type *entry = hidbpf_btf_bare_type(btf, member->type);

		if (entry && btf_is_struct(entry))
			read_match(&(*list)[count++], btf, entry);
	}
	return count;
}

/* The section has one variable. */
static int read_section(struct match **list, const struct hidbpf_btf *btf)
{
	const struct btf_type *section = hidbpf_btf_section(btf, SECTION), *variable;

	if (!section || !btf_vlen(section))
		return 0;
	variable = hidbpf_btf_bare_type(btf, btf_var_secinfos(section)->type);
	if (!variable || !btf_is_var(variable))
		return 0;
	return read_union(list, btf, hidbpf_btf_bare_type(btf, variable->type));
}

int match_parse(struct match **list, const void *file, size_t size)
{
	struct hidbpf_btf btf;
	int ret = hidbpf_btf_read_file(&btf, file, size);

	*list = NULL;
	ret = ret ?: read_section(list, &btf);
	hidbpf_btf_free(&btf);
	return ret;
}

int match_read(struct match **list, const char *path)
{
	size_t size;
	char *file;
	int ret;

	*list = NULL;
	ret = hidbpf_file_read(path, &file, &size);
	ret = ret ?: match_parse(list, file, size);
	free(file);
	return ret;
}

static bool fits(__u32 wanted, __u32 number)
{
	return !wanted || wanted == number;
}

bool match_ids(const struct match *match, __u32 vendor, __u32 product)
{
	return match->vendor == vendor && fits(match->product, product);
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

/* A number, or "*" for any. */
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
