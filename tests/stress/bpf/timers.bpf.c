// SPDX-License-Identifier: GPL-2.0-only
/* An event program that always has timers running. */
#include "count.h"

#define CLOCK_MONOTONIC 1
#define TIMERS 16
#define NS_PER_MS 1000000

struct later {
	struct bpf_timer timer;
};

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, TIMERS);
	__type(key, __u32);
	__type(value, struct later);
} laters SEC(".maps");

__u32 started;

static int on_timer(void *map, int *key, struct later *later)
{
	return 0;
}

SEC("struct_ops/hid_device_event")
int BPF_PROG(start_timer, struct hid_bpf_ctx *hctx, enum hid_report_type type, __u64 source)
{
	__u32 key = started % TIMERS;
	struct later *later;

	later = bpf_map_lookup_elem(&laters, &key);
	if (later) {
		bpf_timer_init(&later->timer, &laters, CLOCK_MONOTONIC);
		bpf_timer_set_callback(&later->timer, on_timer);
		bpf_timer_start(&later->timer, key * NS_PER_MS, 0);
	}
	__sync_fetch_and_add(&started, 1);
	return count_or_drop(hctx);
}

SEC(".struct_ops.link")
struct hid_bpf_ops by_timer = { .hid_device_event = (void *)start_timer };

char _license[] SEC("license") = "GPL";
