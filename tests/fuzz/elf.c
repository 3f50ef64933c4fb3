// SPDX-License-Identifier: GPL-2.0-only
/*
 * Calls the readers of object files from libFuzzer: they read anything, hide what they found, and
 * make it refer to the module's aliases.
 */
#include "libhidbpf/aliases.h"
#include "libhidbpf/elf.h"
#include "libhidbpf/error.h"
#include "libhidbpf/libhidbpf.h"
#include "object/description.h"
#include "object/match.h"

#include <assert.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Reads all results, so that sanitizers find invalid pointers. */
static void check_ops(const struct hidbpf_elf_ops *ops)
{
	assert(ops->name && ops->hooks_count <= HIDBPF_ELF_HOOKS_MAX);
	assert(strlen(ops->name) < SIZE_MAX);
	for (size_t i = 0; i < ops->hooks_count; i++) {
		assert(strlen(ops->hooks[i].member) < SIZE_MAX);
		assert(*ops->hooks[i].program);
	}
}

/* Reads the devices that the object is for. */
static void check_matches(const char *file, size_t size)
{
	struct match *list;
	char text[64];
	int count = match_parse(&list, file, size);

	for (int i = 0; i < count; i++) {
		match_print(&list[i], text, sizeof(text));
		assert(*text == 'b');
	}
	free(list);
}

static void check_description(const char *file, size_t size)
{
	struct description description;

	description_parse(&description, file, size);
	assert(!description.devices || strlen(description.devices) < size);
	description_free(&description);
}

/* Of a damaged object the result may be more damaged, but it can be read. */
static void check_aliases(char **file, size_t *size)
{
	struct hidbpf_elf_list list;
	size_t old_size = *size;

	hidbpf_set_error(0, "%s", "");
	if (hidbpf_aliases_use(file, size)) {
		assert(*hidbpf_error());
		assert(*size == old_size);
	} else {
		assert(*size >= old_size);
		hidbpf_elf_read(&list, *file, *size);
		hidbpf_elf_free(&list);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct hidbpf_elf_list list;
	/* Allocated with exactly this size, so that sanitizers find accesses beyond. */
	char *file = malloc(size);

	if (!file)
		return 0;
	memcpy(file, data, size);
	check_matches(file, size);
	check_description(file, size);
	hidbpf_set_error(0, "%s", "");
	if (hidbpf_elf_read(&list, file, size)) {
		assert(*hidbpf_error());
	} else {
		assert(!memcmp(file, data, size));
		assert(list.count <= HIDBPF_ELF_OPS_MAX);
		for (size_t i = 0; i < list.count; i++)
			check_ops(&list.ops[i]);
		hidbpf_elf_hide(file, size);
		check_aliases(&file, &size);
	}
	hidbpf_elf_free(&list);
	free(file);
	return 0;
}
