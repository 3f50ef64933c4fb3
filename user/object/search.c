// SPDX-License-Identifier: GPL-2.0-only
/* Finds and lists the object files on the search path. */
#include "object/search.h"
#include "cli/array.h"
#include "cli/message.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

#define SUFFIX ".bpf.o"

const char *const search_path[] = { SEARCH_ETC, SEARCH_LOCAL, SEARCH_SYSTEM, SEARCH_UDEV_HID_BPF,
				    NULL };

struct list {
	struct object_file *files;
	int count;
};

static bool has_suffix(const char *name)
{
	size_t len = strlen(name);

	return len > strlen(SUFFIX) && !strcmp(name + len - strlen(SUFFIX), SUFFIX);
}

static void parse_name(struct object_file *file)
{
	char *end;

	file->name = strrchr(file->path, '/') + 1;
	file->number = strtoul(file->name, &end, 10);
	file->stem = end > file->name && *end == '-' ? end + 1 : file->name;
	if (file->stem == file->name)
		file->number = 0;
}

bool search_has(const struct object_file *list, int count, const char *name)
{
	for (int i = 0; i < count; i++)
		if (!strcmp(list[i].name, name))
			return true;
	return false;
}

bool search_identify(struct file_identity *identity, int dir, const char *path)
{
	struct stat st;

	if (fstatat(dir, path, &st, 0))
		return false;
	*identity = (struct file_identity){ .device = st.st_dev,
					    .inode = st.st_ino,
					    .size = st.st_size,
					    .seconds = st.st_ctim.tv_sec,
					    .nanoseconds = st.st_ctim.tv_nsec };
	return true;
}

static int add(struct list *list, const char *dir, DIR *entries, const char *name)
{
	struct object_file *file;
	char *path = malloc(strlen(dir) + strlen(name) + 2);

	if (!path)
		return -ENOMEM;
	stpcpy(stpcpy(stpcpy(path, dir), "/"), name);
	file = array_add(list->files, list->count);
	if (!file) {
		free(path);
		return -ENOMEM;
	}
	file->path = path;
	parse_name(file);
	search_identify(&file->identity, dirfd(entries), name);
	return 0;
}

/* Only files of earlier directories can have the same name. */
static int add_directory(struct list *list, const char *dir)
{
	DIR *entries = opendir(dir);
	int earlier = list->count, err = 0;
	struct dirent *entry;

	/* A directory that does not exist counts as empty. */
	while (entries && !err && (entry = readdir(entries)))
		if (has_suffix(entry->d_name) && !search_has(list->files, earlier, entry->d_name))
			err = add(list, dir, entries, entry->d_name);
	if (entries)
		closedir(entries);
	return err;
}

static int by_stem_and_number(const void *a, const void *b)
{
	const struct object_file *first = a, *second = b;
	int order = strcasecmp(first->stem, second->stem);

	if (!order)
		order = (first->number < second->number) - (first->number > second->number);
	return order ?: strcmp(second->name, first->name);
}

int search_list(struct object_file **files)
{
	struct list list = { 0 };
	int err = 0;

	for (int i = 0; !err && search_path[i]; i++)
		err = add_directory(&list, search_path[i]);
	if (err) {
		search_free(list.files, list.count);
		return err;
	}
	*files = list.files;
	return list.count;
}

void search_sort(struct object_file *list, int count)
{
	if (count > 0)
		qsort(list, count, sizeof(*list), by_stem_and_number);
}

void search_free(struct object_file *list, int count)
{
	for (int i = 0; i < count; i++)
		free(list[i].path);
	free(list);
}

bool search_same_stem(const struct object_file *a, const struct object_file *b)
{
	return !strcasecmp(a->stem, b->stem);
}

/* Whether a user means this file: the suffix, the number or both may be left out. */
static bool is_named(const struct object_file *file, const char *name)
{
	size_t len = strlen(name) - (has_suffix(name) ? strlen(SUFFIX) : 0);
	const char *names[] = { file->name, file->stem };

	for (int i = 0; i < 2; i++)
		if (!strncmp(names[i], name, len) && !strcmp(names[i] + len, SUFFIX))
			return true;
	return false;
}

static int not_found(const char *name)
{
	return fail(BAD_OBJECT,
		    "cannot find %s: it is neither a file nor an object on the search path; "
		    "to list installed objects: hidbpf programs",
		    name);
}

int search_find(char *path, size_t size, const char *name)
{
	struct object_file *list = NULL;
	int count, i = 0;

	snprintf(path, size, "%s", name);
	if (strchr(name, '/') || !access(name, F_OK))
		return DONE;
	count = search_list(&list);
	search_sort(list, count);
	while (i < count && !is_named(&list[i], name))
		i++;
	if (i < count)
		snprintf(path, size, "%s", list[i].path);
	search_free(list, count);
	return i < count ? DONE : not_found(name);
}
