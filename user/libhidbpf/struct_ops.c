// SPDX-License-Identifier: GPL-2.0-only
/* The front end struct_ops: ops are maps of libbpf. */
#include "libhidbpf/private.h"

#include <bpf/bpf.h>
#include <errno.h>
#include <string.h>

/* The map that libbpf makes of ops; NULL if libbpf is too old to. */
static struct bpf_map *find_map(const struct hidbpf_ops *ops)
{
	struct bpf_map *map = bpf_object__find_map_by_name(ops->object->bpf, ops->name);

	return map && bpf_map__type(map) == BPF_MAP_TYPE_STRUCT_OPS ? map : NULL;
}

static int no_map(const struct hidbpf_ops *ops)
{
	return hidbpf_set_error(
		-EOPNOTSUPP,
		"this machine's libbpf %u.%u is too old for %s; this kernel needs 1.4 or newer",
		libbpf_major_version(), libbpf_minor_version(), ops->name);
}

static int prepare_ops(struct hidbpf_ops *ops)
{
	const struct hidbpf_elf_ops *elf = hidbpf_ops_elf(ops);
	struct bpf_map *map = find_map(ops);
	char *value;
	size_t size;

	if (!map)
		return ops->load ? no_map(ops) : 0;
	bpf_map__set_autocreate(map, ops->load);
	value = (char *)bpf_map__initial_value(map, &size);
	if (!value || elf->hid_id_offset + sizeof(ops->hid_id) > size ||
	    elf->flags_offset + sizeof(ops->flags) > size)
		return hidbpf_set_error(-EINVAL, "libbpf does not find %s in the object",
					ops->name);
	memcpy(value + elf->hid_id_offset, &ops->hid_id, sizeof(ops->hid_id));
	if (elf->has_flags)
		memcpy(value + elf->flags_offset, &ops->flags, sizeof(ops->flags));
	else if (ops->flags)
		return hidbpf_set_error(-EINVAL,
					"the struct of %s has no member flags, which it needs to "
					"run before other programs",
					ops->name);
	return 0;
}

static int prepare(struct hidbpf_object *object)
{
	struct hidbpf_ops *ops = NULL;
	int err = 0;

	while (!err && (ops = hidbpf_object_next_ops(object, ops)))
		err = prepare_ops(ops);
	return err;
}

static int attach(struct hidbpf_link *link)
{
	link->bpf = bpf_map__attach_struct_ops(find_map(link->ops));
	if (!link->bpf)
		return hidbpf_set_error(-errno, "%s", strerror(errno));
	link->id = hidbpf_struct_ops_pin_id(bpf_link__fd(link->bpf));
	return 0;
}

static int detach(struct hidbpf_link *link)
{
	int err = bpf_link__detach(link->bpf);

	return err ? hidbpf_set_error(err, "%s", strerror(-err)) : 0;
}

static void destroy(struct hidbpf_link *link)
{
	bpf_link__destroy(link->bpf);
}

static int keep(struct hidbpf_ops *ops, const char *path)
{
	struct bpf_link *link = bpf_map__attach_struct_ops(find_map(ops));
	int err;

	if (!link)
		return hidbpf_set_error(-errno, "%s", strerror(errno));
	err = bpf_link__pin(link, path);
	bpf_link__destroy(link);
	return err ? hidbpf_set_error(err, "cannot pin it as %s: %s", path, strerror(-err)) : 0;
}

static int keep_link(struct hidbpf_link *link, const char *path)
{
	int err = bpf_link__pin(link->bpf, path);

	return err ? hidbpf_set_error(err, "cannot pin it as %s: %s", path, strerror(-err)) : 0;
}

static void detach_pin(int fd)
{
	bpf_link_detach(fd);
}

const struct hidbpf_front_end_calls hidbpf_struct_ops_calls = {
	.pin_kind = "link",
	.prepare = prepare,
	.attach = attach,
	.detach = detach,
	.destroy = destroy,
	.keep = keep,
	.keep_link = keep_link,
	.detach_pin = detach_pin,
	.pin_id = hidbpf_struct_ops_pin_id,
	.next_attached = hidbpf_struct_ops_next_attached,
};
