// SPDX-License-Identifier: GPL-2.0-only
/* Reads from the kernel which struct_ops links are of hid_bpf_ops, and what those contain. */
#include "libhidbpf/private.h"

#include <bpf/bpf.h>
#include <bpf/btf.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define VALUE_TYPE "bpf_struct_ops_hid_bpf_ops"

/* Kept until the process ends: reading it takes longer than everything else here. */
static struct btf *vmlinux_btf(void)
{
	static struct btf *btf;

	if (!btf)
		btf = btf__load_vmlinux_btf();
	return btf;
}

/* The BTF with a map's type: vmlinux_btf(), or that of a module, which the caller frees. */
static struct btf *value_btf(const struct bpf_map_info *info)
{
	struct btf *vmlinux = vmlinux_btf();
	__u32 id;

	/* btf_vmlinux_id, for which the C library's headers may be too old, precedes map_extra. */
	memcpy(&id, (const char *)&info->map_extra - sizeof(id), sizeof(id));
	if (!vmlinux || info->btf_vmlinux_value_type_id < btf__type_cnt(vmlinux))
		return vmlinux;
	return btf__load_from_kernel_by_id_split(id, vmlinux);
}

/* A member of a struct, by name; NULL if there is none. */
static const struct btf_member *find_member(const struct btf *btf, const struct btf_type *type,
					    const char *name)
{
	const struct btf_member *member = btf_members(type);

	for (unsigned int i = 0; i < btf_vlen(type); i++, member++)
		if (!strcmp(btf__name_by_offset(btf, member->name_off), name))
			return member;
	return NULL;
}

/* Copies a member of ops out of the map's value; -EINVAL if the kernel's ops lack it. */
static int copy_member(const struct btf *btf, const struct btf_type *ops, const char *name,
		       const char *data, size_t size, void *to, size_t to_size)
{
	const struct btf_member *member = find_member(btf, ops, name);

	if (!member || member->offset / 8 + to_size > size)
		return -EINVAL;
	memcpy(to, data + member->offset / 8, to_size);
	return 0;
}

/* In place of its pointers to programs, the kernel shows the IDs of the programs. */
static int copy_ops(struct hidbpf_attached *attached, const struct btf *btf,
		    const struct btf_type *ops, const char *data, size_t size)
{
	__u64 id = 0;
	int err;

	err = copy_member(btf, ops, "hid_id", data, size, &attached->hid_id,
			  sizeof(attached->hid_id));
	if (!err)
		err = copy_member(btf, ops, "flags", data, size, &attached->flags,
				  sizeof(attached->flags));
	for (int hook = 0; !err && hook < HIDBPF_HOOKS_COUNT; hook++) {
		err = copy_member(btf, ops, hidbpf_hook_names[hook], data, size, &id, sizeof(id));
		attached->program_ids[hook] = id;
	}
	return err;
}

/* -ENOENT for a map of other struct_ops. */
static int parse_value(struct hidbpf_attached *attached, const struct bpf_map_info *info,
		       const struct btf *btf, const char *value)
{
	const struct btf_type *type = btf__type_by_id(btf, info->btf_vmlinux_value_type_id);
	const struct btf_member *data;
	size_t offset;

	if (!type || strcmp(btf__name_by_offset(btf, type->name_off), VALUE_TYPE))
		return -ENOENT;
	data = find_member(btf, type, "data");
	offset = data ? data->offset / 8 : info->value_size;
	if (offset >= info->value_size)
		return -EINVAL;
	snprintf(attached->name, sizeof(attached->name), "%s", info->name);
	return copy_ops(attached, btf, btf__type_by_id(btf, data->type), value + offset,
			info->value_size - offset);
}

static int read_map(struct hidbpf_attached *attached, int fd)
{
	struct bpf_map_info info = { 0 };
	__u32 size = sizeof(info), zero = 0;
	struct btf *btf = NULL;
	char *value = NULL;
	int err;

	if (bpf_obj_get_info_by_fd(fd, &info, &size))
		return -errno;
	value = calloc(1, info.value_size);
	err = value ? 0 : -ENOMEM;
	if (!err && bpf_map_lookup_elem(fd, &zero, value))
		err = -errno;
	if (!err) {
		btf = value_btf(&info);
		err = btf ? parse_value(attached, &info, btf, value) : -EINVAL;
	}
	if (btf != vmlinux_btf())
		btf__free(btf);
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
