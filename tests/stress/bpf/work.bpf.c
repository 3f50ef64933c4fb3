// SPDX-License-Identifier: GPL-2.0-only
/*
 * Event programs that always have work pending, with a bpf_wq or a bpf_timer that starts one.
 */
#include "count.h"
#include "module/bpf/wq.h"

#define CLOCK_MONOTONIC 1
#define LATERS 16
#define NS_PER_MS 1000000

struct later {
	struct bpf_timer timer;
	struct bpf_wq wq;
	__u32 hid;
};

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, LATERS);
	__type(key, __u32);
	__type(value, struct later);
} laters SEC(".maps");

__u32 started;

/* Waits as long as the device does not reply. */
static int work(void *map, int *key, void *value)
{
	__u8 feature[5] = { 1 }, output[5] = { 1, 2, 3, 4, 5 };
	struct later *later = value;
	struct hid_bpf_ctx *hctx;

	hctx = hid_bpf_allocate_context(later->hid);
	if (!hctx)
		return 0;
	hid_bpf_hw_output_report(hctx, output, sizeof(output));
	hid_bpf_hw_request(hctx, feature, sizeof(feature), HID_FEATURE_REPORT, HID_REQ_GET_REPORT);
	hid_bpf_release_context(hctx);
	return 0;
}

static int work_now(void *map, int *key, struct later *later)
{
	wq_run(&later->wq, &laters, work);
	return 0;
}

static struct later *next_later(struct hid_bpf_ctx *hctx)
{
	struct later *later;
	__u32 key = started % LATERS;

	later = bpf_map_lookup_elem(&laters, &key);
	if (later)
		later->hid = hctx->hid->id;
	__sync_fetch_and_add(&started, 1);
	return later;
}

SEC("struct_ops/hid_device_event")
int BPF_PROG(start_wq, struct hid_bpf_ctx *hctx, enum hid_report_type type, __u64 source)
{
	struct later *later = next_later(hctx);

	if (later)
		wq_run(&later->wq, &laters, work);
	return count_or_drop(hctx);
}

SEC("struct_ops/hid_device_event")
int BPF_PROG(start_timer, struct hid_bpf_ctx *hctx, enum hid_report_type type, __u64 source)
{
	struct later *later = next_later(hctx);

	if (later) {
		bpf_timer_init(&later->timer, &laters, CLOCK_MONOTONIC);
		bpf_timer_set_callback(&later->timer, work_now);
		bpf_timer_start(&later->timer, started % LATERS * NS_PER_MS, 0);
	}
	return count_or_drop(hctx);
}

SEC(".struct_ops.link")
struct hid_bpf_ops by_wq = { .hid_device_event = (void *)start_wq };

SEC(".struct_ops.link")
struct hid_bpf_ops by_timer = { .hid_device_event = (void *)start_timer };

char _license[] SEC("license") = "GPL";
