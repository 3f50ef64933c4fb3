// SPDX-License-Identifier: GPL-2.0-only
/* Reads from the kernel which struct_ops links are of hid_bpf_ops, and what those contain. */
#include "libhidbpf/btf.h"
#include "libhidbpf/private.h"

#include <bpf/bpf.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define VALUE_TYPE "bpf_struct_ops_hid_bpf_ops"
#define OPS_TYPE "hid_bpf_ops"

/* Where BTF of the kernel or of a module says that ops are in the value of their map. */
struct layout {
	__u32 btf; /* the ID of the BTF */
	__u32 type; /* the ID of the value's type; 0 if the BTF does not have it */
	size_t hid_id, flags, hooks[HIDBPF_HOOKS_COUNT]; /* offsets in the value */
};

static int find_offset(const struct hidbpf_btf *btf, const struct btf_type *type, const char *name,
		       size_t *offset)
{
	const struct btf_member *member = hidbpf_btf_find_member(btf, type, name);

	if (!member)
		return -EINVAL;
	*offset += member->offset / 8;
	return 0;
}

static int find_offsets(struct layout *layout, const struct hidbpf_btf *btf,
			const struct btf_type *value, const struct btf_type *ops)
{
	size_t data = 0;
	int err;

	err = find_offset(btf, value, "data", &data);
	layout->hid_id = layout->flags = data;
	err = err ?: find_offset(btf, ops, "hid_id", &layout->hid_id);
	err = err ?: find_offset(btf, ops, "flags", &layout->flags);
	for (int hook = 0; !err && hook < HIDBPF_HOOKS_COUNT; hook++) {
		layout->hooks[hook] = data;
		err = find_offset(btf, ops, hidbpf_hook_names[hook], &layout->hooks[hook]);
	}
	return err;
}

/*
 * The IDs of a module's types follow those of the kernel. Their number is not known, but the type
 * of the value refers to that of the ops, which is in the same BTF.
 */
static int find_types(struct layout *layout, const struct hidbpf_btf *btf)
{
	int value = hidbpf_btf_find_struct(btf, VALUE_TYPE);
	int ops = hidbpf_btf_find_struct(btf, OPS_TYPE);
	const struct btf_member *data;

	if (value < 0 || ops < 0)
		return 0;
	data = hidbpf_btf_find_member(btf, btf->types[value], "data");
	if (!data)
		return -EINVAL;
	layout->type = data->type - ops + value;
	return find_offsets(layout, btf, btf->types[value], btf->types[ops]);
}

static int read_layout(struct layout *layout, __u32 id)
{
	int fd = bpf_btf_get_fd_by_id(id), err;
	struct hidbpf_btf btf;

	if (fd < 0)
		return -errno;
	*layout = (struct layout){ .btf = id };
	err = hidbpf_btf_read_kernel(&btf, fd);
	err = err ?: find_types(layout, &btf);
	hidbpf_btf_free(&btf);
	close(fd);
	return err;
}

/* The layouts are kept until the process ends: reading them takes longer than all else here. */
static const struct layout *find_layout(__u32 id)
{
	static struct layout *layouts;
	static size_t count;
	struct layout *grown;

	for (size_t i = 0; i < count; i++)
		if (layouts[i].btf == id)
			return &layouts[i];
	grown = reallocarray(layouts, count + 1, sizeof(*layouts));
	if (!grown)
		return NULL;
	layouts = grown;
	return read_layout(&layouts[count], id) ? NULL : &layouts[count++];
}

/* The layout of a map's value; NULL for a map of other struct_ops. */
static const struct layout *layout_of(const struct bpf_map_info *info)
{
	const struct layout *layout;
	__u32 id;

	/* btf_vmlinux_id, for which the C library's headers may be too old, precedes map_extra. */
	memcpy(&id, (const char *)&info->map_extra - sizeof(id), sizeof(id));
	layout = find_layout(id);
	return layout && layout->type == info->btf_vmlinux_value_type_id ? layout : NULL;
}

static int copy(void *to, size_t to_size, const char *value, size_t size, size_t offset)
{
	if (offset + to_size > size)
		return -EINVAL;
	memcpy(to, value + offset, to_size);
	return 0;
}

/* In place of its pointers to programs, the kernel shows the IDs of the programs. */
static int copy_ops(struct hidbpf_attached *attached, const struct layout *layout,
		    const char *value, size_t size)
{
	__u64 id = 0;
	int err;

	err = copy(&attached->hid_id, sizeof(attached->hid_id), value, size, layout->hid_id);
	if (!err)
		err = copy(&attached->flags, sizeof(attached->flags), value, size, layout->flags);
	for (int hook = 0; !err && hook < HIDBPF_HOOKS_COUNT; hook++) {
		err = copy(&id, sizeof(id), value, size, layout->hooks[hook]);
		attached->program_ids[hook] = id;
	}
	return err;
}

/* -ENOENT for a map of other struct_ops. */
static int read_map(struct hidbpf_attached *attached, int fd)
{
	struct bpf_map_info info = { 0 };
	__u32 size = sizeof(info), zero = 0;
	const struct layout *layout;
	char *value;
	int err;

	if (bpf_obj_get_info_by_fd(fd, &info, &size))
		return -errno;
	layout = layout_of(&info);
	if (!layout)
		return -ENOENT;
	value = calloc(1, info.value_size);
	err = value ? 0 : -ENOMEM;
	if (!err && bpf_map_lookup_elem(fd, &zero, value))
		err = -errno;
	if (!err)
		err = copy_ops(attached, layout, value, info.value_size);
	snprintf(attached->name, sizeof(attached->name), "%s", info.name);
	free(value);
	return err;
}

/* -ENOENT for a link of another kind. */
static int read_link(struct hidbpf_attached *attached, int fd)
{
	struct bpf_link_info info = { 0 };
	__u32 size = sizeof(info), map_id;
	int map, err;

	if (bpf_obj_get_info_by_fd(fd, &info, &size))
		return -errno;
	if (info.type != BPF_LINK_TYPE_STRUCT_OPS)
		return -ENOENT;
	/* info.struct_ops.map_id, for which the C library's headers may be too old. */
	memcpy(&map_id, &info.raw_tracepoint, sizeof(map_id));
	map = bpf_map_get_fd_by_id(map_id);
	if (map < 0)
		return -errno;
	attached->id = info.id;
	err = read_map(attached, map);
	close(map);
	return err;
}

/* Skips links of other kinds, and those that disappear meanwhile. */
int hidbpf_struct_ops_next_attached(struct hidbpf_attached *attached)
{
	__u32 id = attached->id;
	int fd, err;

	while (!bpf_link_get_next_id(id, &id)) {
		fd = bpf_link_get_fd_by_id(id);
		if (fd < 0)
			continue;
		*attached = (struct hidbpf_attached){ 0 };
		err = read_link(attached, fd);
		close(fd);
		if (!err)
			return 0;
	}
	return errno == ENOENT ? -ENOENT : hidbpf_set_error(-errno, "%s", strerror(errno));
}

__u32 hidbpf_struct_ops_pin_id(int fd)
{
	struct bpf_link_info info = { 0 };
	__u32 size = sizeof(info);

	return bpf_obj_get_info_by_fd(fd, &info, &size) ? 0 : info.id;
}
