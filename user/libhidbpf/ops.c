// SPDX-License-Identifier: GPL-2.0-only
/* The ops of an object, as its file describes them. */
#include "libhidbpf/private.h"

#include <string.h>

const char *const hidbpf_hook_names[HIDBPF_HOOKS_COUNT] = { "hid_device_event", "hid_rdesc_fixup",
							    "hid_hw_request",
							    "hid_hw_output_report" };

struct hidbpf_ops *hidbpf_object_next_ops(struct hidbpf_object *object,
					  const struct hidbpf_ops *last)
{
	size_t next = last ? last - object->ops + 1 : 0;

	return next < object->elf.count ? &object->ops[next] : NULL;
}

struct hidbpf_ops *hidbpf_object_find_ops(struct hidbpf_object *object, const char *name)
{
	struct hidbpf_ops *ops = NULL;

	while ((ops = hidbpf_object_next_ops(object, ops)))
		if (!strcmp(ops->name, name))
			return ops;
	return NULL;
}

const struct hidbpf_elf_ops *hidbpf_ops_elf(const struct hidbpf_ops *ops)
{
	return &ops->object->elf.ops[ops - ops->object->ops];
}

const char *hidbpf_ops_program(const struct hidbpf_ops *ops, int hook)
{
	const struct hidbpf_elf_ops *elf = hidbpf_ops_elf(ops);

	for (size_t i = 0; i < elf->hooks_count; i++)
		if (!strcmp(elf->hooks[i].member, hidbpf_hook_names[hook]))
			return elf->hooks[i].program;
	return NULL;
}

bool hidbpf_is_struct_ops(const struct bpf_program *program)
{
	static const char prefix[] = "struct_ops";
	const char *section = bpf_program__section_name(program);

	if (strncmp(section, prefix, sizeof(prefix) - 1))
		return false;
	section += sizeof(prefix) - 1;
	if (!strncmp(section, ".s", 2))
		section += 2;
	return !*section || *section == '/';
}
