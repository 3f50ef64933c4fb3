/* SPDX-License-Identifier: GPL-2.0-only */
/* Event programs of the tests record a report in "seen" and change it as "act" says. */
#ifndef TESTS_MODULE_EVENTS_H
#define TESTS_MODULE_EVENTS_H

#include "hid_bpf.h"
#include "shared.h"

struct seen seen;
struct event_act act;

static void note(struct hid_bpf_ctx *hctx, enum hid_report_type type, __u64 source)
{
	__u8 *data = hid_bpf_get_data(hctx, 0, SEEN_DATA);

	seen.runs++;
	seen.id = hctx->hid->id;
	seen.allocated_size = hctx->allocated_size;
	seen.size = hctx->size;
	seen.type = type;
	seen.source = source;
	seen.have_data = !!data;
	if (data)
		__builtin_memcpy(seen.data, data, SEEN_DATA);
}

/*
 * The barrier keeps clang from using one load for context and variable, which the verifier refuses.
 */
static __s32 size_of(struct hid_bpf_ctx *hctx)
{
	__s32 size = hctx->size;

	barrier_var(size);
	return size;
}

static void fill_tail(struct hid_bpf_ctx *hctx)
{
	__u8 *data = hid_bpf_get_data(hctx, 0, SEEN_DATA);
	__s32 size = hctx->size;

	if (!data)
		return;
	for (int i = 0; i < SEEN_DATA; i++)
		if (i >= size)
			data[i] = 0xaa;
}

/* Records and changes the report. Returns whether the program goes on. */
static int change(struct hid_bpf_ctx *hctx, enum hid_report_type type, __u64 source)
{
	__u8 *first = hid_bpf_get_data(hctx, 0, 1);
	__u8 *mark;

	note(hctx, type, source);
	if (!first || (act.only_id && *first != act.only_id))
		return 0;
	if (act.set_id)
		*first = act.set_id;
	mark = hid_bpf_get_data(hctx, act.mark_at, 1);
	if (mark && act.mark_at)
		*mark = *mark * 10 + act.mark;
	if (act.fill_tail)
		fill_tail(hctx);
	return 1;
}

#endif
