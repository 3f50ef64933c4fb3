// SPDX-License-Identifier: GPL-2.0-only
/* What is attached, by any loader, in the order it runs. */
#include "libhidbpf/private.h"

#include <bpf/bpf.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* The C library's headers may be older than the flag. */
#ifndef BPF_F_BEFORE
#define BPF_F_BEFORE (1U << 3)
#endif

static const struct front_end *ask_front_end(void)
{
	switch (hidbpf_front_end()) {
	case HIDBPF_TRACING:
		return &hidbpf_tracing_front_end;
	case HIDBPF_STRUCT_OPS:
		return &hidbpf_struct_ops_front_end;
	default:
		return NULL;
	}
}

/* Asked once, as it takes long. */
static const struct front_end *front_end(void)
{
	static const struct front_end *front_end;

	if (!front_end)
		front_end = ask_front_end();
	return front_end;
}

/* Ids tell in which order ops were attached: each went behind all others, or before them. */
static int add(struct hidbpf_attached **list, int count, const struct hidbpf_attached *attached)
{
	struct hidbpf_attached *grown = reallocarray(*list, count + 1, sizeof(*grown));
	bool first = attached->flags & BPF_F_BEFORE;

	if (!grown)
		return hidbpf_no_memory();
	*list = grown;
	if (first)
		memmove(grown + 1, grown, count * sizeof(*grown));
	grown[first ? 0 : count] = *attached;
	return 0;
}

int hidbpf_attached_list(struct hidbpf_attached **list)
{
	const struct front_end *kernel = front_end();
	struct hidbpf_attached attached = { 0 };
	int count = 0, err = 0;

	*list = NULL;
	while (kernel && !err) {
		err = kernel->next_attached(&attached);
		if (!err)
			err = add(list, count++, &attached);
	}
	if (!err || err == -ENOENT)
		return count;
	free(*list);
	*list = NULL;
	return err;
}

/* By what /proc calls it. */
bool hidbpf_pin_is(int fd, const char *kind)
{
	char path[64], target[64] = "";

	snprintf(path, sizeof(path), "/proc/self/fd/%d", fd);
	return readlink(path, target, sizeof(target) - 1) > 0 && strstr(target, kind);
}

int hidbpf_pin_map(const char *path)
{
	int fd = bpf_obj_get(path);

	if (fd < 0 || hidbpf_pin_is(fd, "map"))
		return fd;
	close(fd);
	return -EINVAL;
}

__u32 hidbpf_pin_id(const char *path)
{
	const struct front_end *kernel = front_end();
	int fd = kernel ? bpf_obj_get(path) : -1;
	__u32 id = 0;

	if (fd < 0)
		return 0;
	if (hidbpf_pin_is(fd, kernel->pin_kind))
		id = kernel->pin_id(fd);
	close(fd);
	return id;
}
