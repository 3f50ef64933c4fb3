// SPDX-License-Identifier: GPL-2.0-only
/*
* Calls the readers of object files from libFuzzer: they read anything and hide what they found.
 */
#include "ops_elf.h"
#include "search.h"

#include <assert.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Reads all results, so that sanitizers find invalid pointers. */
static void check_ops(const struct elf_ops *ops)
{
	assert(ops->name && ops->hooks_count <= ELF_OPS_HOOKS_MAX);
	assert(strlen(ops->name) < SIZE_MAX);
	for (size_t i = 0; i < ops->hooks_count; i++) {
		assert(strlen(ops->hooks[i].member) < SIZE_MAX);
		assert(*ops->hooks[i].program);
	}
}

/* Reads the devices that the object is for. */
static void check_matches(const uint8_t *file, size_t size)
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

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct elf_ops_list list;
	/* Allocated with exactly this size, so that sanitizers find accesses beyond. */
	uint8_t *file = malloc(size);

	if (!file)
		return 0;
	memcpy(file, data, size);
	check_matches(file, size);
	if (elf_ops_read(&list, file, size)) {
		assert(*list.error);
	} else {
		assert(!memcmp(file, data, size));
		assert(list.count <= ELF_OPS_MAX);
		for (size_t i = 0; i < list.count; i++)
			check_ops(&list.ops[i]);
		elf_ops_hide(file, size);
	}
	elf_ops_free(&list);
	free(file);
	return 0;
}
