// SPDX-License-Identifier: GPL-2.0-only
/* Attaches ops, one or all of an object, for as long as a link exists or for longer. */
#include "libhidbpf/private.h"

#include <errno.h>
#include <stdlib.h>

static int check_detached(const struct hidbpf_ops *ops)
{
	return ops->attached ? hidbpf_set_error(-EINVAL, "it is already attached") : 0;
}

/* Ops of the other section have no link that a path could stand for. */
static int check_keepable(const struct hidbpf_ops *ops)
{
	return ops->link ? 0 : hidbpf_set_error(-EINVAL, "it is not in .struct_ops.link");
}

int hidbpf_ops_attach(struct hidbpf_ops *ops, struct hidbpf_link **link)
{
	int err = check_detached(ops);

	*link = NULL;
	if (err)
		return err;
	*link = calloc(1, sizeof(**link));
	if (!*link)
		return hidbpf_no_memory();
	(*link)->ops = ops;
	err = ops->object->calls->attach(*link);
	ops->attached = !err;
	if (err) {
		free(*link);
		*link = NULL;
	}
	return err;
}

int hidbpf_ops_keep(struct hidbpf_ops *ops, const char *path)
{
	int err = check_keepable(ops);

	if (!err)
		err = check_detached(ops);
	return err ?: ops->object->calls->keep(ops, path);
}

int hidbpf_link_detach(struct hidbpf_link *link)
{
	return link->ops->object->calls->detach(link);
}

int hidbpf_link_keep(struct hidbpf_link *link, const char *path)
{
	return check_keepable(link->ops) ?: link->ops->object->calls->keep_link(link, path);
}

void hidbpf_link_destroy(struct hidbpf_link *link)
{
	if (!link)
		return;
	link->ops->object->calls->destroy(link);
	link->ops->attached = false;
	free(link);
}

const struct hidbpf_ops *hidbpf_link_ops(const struct hidbpf_link *link)
{
	return link->ops;
}

__u32 hidbpf_link_id(const struct hidbpf_link *link)
{
	return link->id;
}

struct bpf_link *hidbpf_link_bpf(const struct hidbpf_link *link)
{
	return link->bpf;
}

int hidbpf_object_attach(struct hidbpf_object *object, bool last_first, struct hidbpf_links *links,
			 const struct hidbpf_ops **refused)
{
	size_t count = object->elf.count;
	int err = 0;

	*refused = object->ops;
	*links = (struct hidbpf_links){ .list = calloc(count + 1, sizeof(*links->list)) };
	if (!links->list)
		return hidbpf_no_memory();
	for (size_t i = 0; !err && i < count; i++) {
		struct hidbpf_ops *ops = &object->ops[last_first ? count - 1 - i : i];

		if (!ops->load)
			continue;
		*refused = ops;
		err = hidbpf_ops_attach(ops, &links->list[links->count]);
		links->count += !err;
	}
	if (err)
		hidbpf_links_destroy(links);
	return err;
}

void hidbpf_links_destroy(struct hidbpf_links *links)
{
	for (int i = 0; i < links->count; i++)
		hidbpf_link_destroy(links->list[i]);
	free(links->list);
	*links = (struct hidbpf_links){ 0 };
}
