// SPDX-License-Identifier: GPL-2.0-only
/*
 * The kernel side of "hidbpf watch": a program that runs before all others of a device, and one
 * that runs after them. Neither changes anything.
 */
#include "hid_bpf.h"

#include "watch/event.h"

#include <stdbool.h>

struct {
	__uint(type, BPF_MAP_TYPE_RINGBUF);
	__uint(max_entries, 1 << 20);
} events SEC(".maps");

struct watch_counters counters;

static __u32 min_size(__u32 a, __u32 b)
{
	return a < b ? a : b;
}

static int send_piece(struct hid_bpf_ctx *hctx, enum hid_report_type type, bool leaving,
		      __u32 offset)
{
	const __u8 *data = hid_bpf_get_data(hctx, offset, WATCH_PIECE);
	struct watch_event *event;

	if (!data)
		return -1;
	event = bpf_ringbuf_reserve(&events, sizeof(*event), 0);
	if (!event) {
		__sync_fetch_and_add(&counters.lost, 1);
		return -1;
	}
	event->time = bpf_ktime_get_ns();
	event->sequence = counters.sequence;
	event->offset = offset;
	event->leaving = leaving;
	event->type = type;
	/* A report that is longer than its buffer is truncated. */
	event->size = min_size(hctx->size, hctx->allocated_size);
	__builtin_memcpy(event->data, data, WATCH_PIECE);
	bpf_ringbuf_submit(event, 0);
	return 0;
}

static void send(struct hid_bpf_ctx *hctx, enum hid_report_type type, bool leaving)
{
	__u32 offset;

	for (int i = 0; i < WATCH_REPORT_MAX / WATCH_PIECE; i++) {
		offset = i * WATCH_PIECE;
		if (i && offset >= (__u32)hctx->size)
			break;
		if (send_piece(hctx, type, leaving, offset))
			break;
	}
}

SEC("struct_ops/hid_device_event")
int BPF_PROG(report_comes, struct hid_bpf_ctx *hctx, enum hid_report_type type, __u64 source)
{
	counters.sequence++;
	send(hctx, type, false);
	return 0;
}

SEC("struct_ops/hid_device_event")
int BPF_PROG(report_leaves, struct hid_bpf_ctx *hctx, enum hid_report_type type, __u64 source)
{
	/* Reports before the first that report_comes() saw are ignored. */
	if (counters.sequence)
		send(hctx, type, true);
	return 0;
}

SEC(".struct_ops.link")
struct hid_bpf_ops watch_first = {
	.flags = BPF_F_BEFORE,
	.hid_device_event = (void *)report_comes,
};

SEC(".struct_ops.link")
struct hid_bpf_ops watch_last = {
	.hid_device_event = (void *)report_leaves,
};

char _license[] SEC("license") = "GPL";
