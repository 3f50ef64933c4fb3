// SPDX-License-Identifier: GPL-2.0-only
/* Keeps the matches of object files in a file that any number of processes read and replace. */
#include "object/match_index.h"
#include "libhidbpf/file.h"
#include "object/match.h"

#include <fcntl.h>
#include <linux/types.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define DIR "/run/hidbpf"
#define INDEX DIR "/matches"

/*
 * File systems keep times as coarsely as two seconds: of an object that changed more recently, the
 * next change might not be seen.
 */
#define SETTLED_SECONDS 3

/* The index begins with this. Another hidbpf may read objects differently. */
struct header {
	__u64 checksum; /* of all that follows it */
	struct file_identity hidbpf;
};

/* For each object; its matches follow. */
struct record {
	struct file_identity object;
	__u64 count;
};

_Static_assert(!(sizeof(struct match) % sizeof(__u64)), "records are aligned");

/* Detects damage; does not resist somebody who may write to the directory. */
static __u64 checksum(const char *data, size_t size)
{
	__u64 sum = 0xcbf29ce484222325, word;

	for (size_t i = sizeof(word); i + sizeof(word) <= size; i += sizeof(word)) {
		memcpy(&word, data + i, sizeof(word));
		sum = (sum ^ word) * 0x100000001b3;
	}
	return sum;
}

static bool is_valid(const char *data, size_t size, const struct file_identity *hidbpf)
{
	const struct header *header = (const void *)data;

	return size >= sizeof(*header) && !(size % sizeof(__u64)) &&
	       header->checksum == checksum(data, size) &&
	       !memcmp(&header->hidbpf, hidbpf, sizeof(*hidbpf));
}

static void append(struct match_index *index, const void *data, size_t size)
{
	char *grown = index->new ? realloc(index->new, index->new_size + size) : NULL;

	if (!grown) {
		free(index->new);
		index->new = NULL;
		return;
	}
	memcpy(grown + index->new_size, data, size);
	index->new = grown;
	index->new_size += size;
}

void match_index_open(struct match_index *index)
{
	struct header header = { 0 };

	*index = (struct match_index){ 0 };
	if (!search_identify(&header.hidbpf, AT_FDCWD, "/proc/self/exe"))
		return;
	if (hidbpf_file_read(INDEX, &index->old, &index->old_size) ||
	    !is_valid(index->old, index->old_size, &header.hidbpf)) {
		free(index->old);
		index->old = NULL;
		index->old_size = 0;
	}
	index->at = sizeof(header);
	index->new = malloc(sizeof(header));
	append(index, &header, sizeof(header));
}

/* The record at a place and the place after it; NULL at the end. */
static const struct record *record_at(const struct match_index *index, size_t at, size_t *next)
{
	const struct record *record;

	if (index->old_size < at + sizeof(*record))
		return NULL;
	record = (const void *)(index->old + at);
	if ((index->old_size - at - sizeof(*record)) / sizeof(struct match) < record->count)
		return NULL;
	*next = at + sizeof(*record) + record->count * sizeof(struct match);
	return record;
}

static const struct record *find_from(struct match_index *index, size_t at,
				      const struct file_identity *object)
{
	const struct record *record;

	for (; (record = record_at(index, at, &index->at)); at = index->at)
		if (!memcmp(&record->object, object, sizeof(*object)))
			return record;
	return NULL;
}

/* Objects are asked for in the order they have in the index, unless some came or went. */
static const struct record *find(struct match_index *index, const struct file_identity *object)
{
	const struct record *record = find_from(index, index->at, object);

	return record ?: find_from(index, sizeof(struct header), object);
}

static bool any_matches(const struct match *list, int count, const struct device_info *info)
{
	for (int i = 0; i < count; i++)
		if (match_device(&list[i], info))
			return true;
	return false;
}

/* Whether a change after this moment is certain to show in the identity. */
static bool is_settled(const struct file_identity *object)
{
	return object->seconds && object->seconds + SETTLED_SECONDS < time(NULL);
}

/* Reads an object and puts it into the index. */
static bool read_object(struct match_index *index, const struct object_file *file,
			const struct device_info *info)
{
	struct record record = { .object = file->identity };
	bool settled = is_settled(&file->identity), found;
	struct match *list;
	int count;

	count = match_read(&list, file->path);
	found = any_matches(list, count, info);
	if (count >= 0 && settled) {
		record.count = count;
		append(index, &record, sizeof(record));
		append(index, list, count * sizeof(*list));
	}
	free(list);
	return found;
}

bool match_index_file(struct match_index *index, const struct object_file *file,
		      const struct device_info *info)
{
	const struct record *record = find(index, &file->identity);
	const struct match *list;

	if (!record)
		return read_object(index, file, info);
	list = (const void *)(record + 1);
	append(index, record, sizeof(*record) + record->count * sizeof(*list));
	return any_matches(list, record->count, info);
}

/* Processes that replace the index at the same time write the same, and each file is complete. */
static void write_index(const struct match_index *index)
{
	char path[] = INDEX ".XXXXXX";
	bool written;
	int fd;

	mkdir(DIR, 0700);
	fd = mkostemp(path, O_CLOEXEC);
	if (fd < 0)
		return;
	written = write(fd, index->new, index->new_size) == (ssize_t)index->new_size;
	if (close(fd) || !written || rename(path, INDEX))
		unlink(path);
}

void match_index_close(struct match_index *index)
{
	struct header *header = (void *)index->new;

	if (header)
		header->checksum = checksum(index->new, index->new_size);
	if (header &&
	    (index->new_size != index->old_size || memcmp(index->new, index->old, index->new_size)))
		write_index(index);
	free(index->old);
	free(index->new);
}
