// SPDX-License-Identifier: GPL-2.0-only
/* Lists what is attached, by any loader, in the order it runs. */
#include "libhidbpf/private.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

/* The C library's headers may be older than the flag. */
#ifndef BPF_F_BEFORE
#define BPF_F_BEFORE (1U << 3)
#endif

/* IDs tell in which order ops were attached: each was put after all others, or before them. */
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
	const struct hidbpf_front_end_calls *calls = hidbpf_front_end_calls();
	struct hidbpf_attached attached = { 0 };
	int count = 0, err = 0;

	*list = NULL;
	while (calls && !err) {
		err = calls->next_attached(&attached);
		if (!err)
			err = add(list, count++, &attached);
	}
	if (!err || err == -ENOENT)
		return count;
	free(*list);
	*list = NULL;
	return err;
}
