// SPDX-License-Identifier: GPL-2.0-only
/* An event program that schedules work, with a bpf_wq or with a bpf_timer that starts one. */
#include "hid_bpf.h"
#include "shared.h"
#include "wq.h"

#define CLOCK_MONOTONIC 1

struct later {
	struct bpf_timer timer;
	struct bpf_wq wq;
	__u32 hid;
};

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 1);
	__type(key, int);
	__type(value, struct later);
} later_map SEC(".maps");

struct async_seen async_seen;

static int work(void *map, int *key, void *value)
{
	__u8 feature[5] = { 1 }, output[5] = { 1, 71, 72, 73, 74 };
	__u8 input[9] = { 2, 81, 82, 83, 84, 85, 86, 87, 88 };
	struct later *later = value;
	struct hid_bpf_ctx *hctx;

	hctx = hid_bpf_allocate_context(later->hid);
	if (!hctx)
		return 0;
	async_seen.request_ret = hid_bpf_hw_request(hctx, feature, sizeof(feature),
						    HID_FEATURE_REPORT, HID_REQ_GET_REPORT);
	__builtin_memcpy(async_seen.feature, feature, sizeof(feature));
	async_seen.output_ret = hid_bpf_hw_output_report(hctx, output, sizeof(output));
	async_seen.input_ret = hid_bpf_input_report(hctx, HID_INPUT_REPORT, input, sizeof(input));
	hid_bpf_release_context(hctx);
	async_seen.done++;
	return 0;
}

static int start_work(struct later *later)
{
	return wq_run(&later->wq, &later_map, work);
}

static int expired(void *map, int *key, struct later *later)
{
	async_seen.expired++;
	async_seen.start_ret = start_work(later);
	return 0;
}

static int start_timer(struct later *later)
{
	int ret = bpf_timer_init(&later->timer, &later_map, CLOCK_MONOTONIC);

	ret = ret ?: bpf_timer_set_callback(&later->timer, expired);
	return ret ?: bpf_timer_start(&later->timer, 1000000, 0);
}

static struct later *later_for(struct hid_bpf_ctx *hctx)
{
	struct later *later;
	int key = 0;

	later = bpf_map_lookup_elem(&later_map, &key);
	if (later)
		later->hid = hctx->hid->id;
	return later;
}

/* The work injects a report; it does not start work again. */
static int is_injected(__u64 source)
{
	async_seen.runs++;
	return source != 0;
}

SEC("struct_ops/hid_device_event")
int BPF_PROG(start_work_later, struct hid_bpf_ctx *hctx, enum hid_report_type type, __u64 source)
{
	struct later *later = later_for(hctx);

	if (later && !is_injected(source))
		async_seen.start_ret = start_work(later);
	return 0;
}

SEC("struct_ops/hid_device_event")
int BPF_PROG(start_timer_first, struct hid_bpf_ctx *hctx, enum hid_report_type type, __u64 source)
{
	struct later *later = later_for(hctx);

	if (later && !is_injected(source))
		async_seen.timer_ret = start_timer(later);
	return 0;
}

SEC(".struct_ops.link")
struct hid_bpf_ops by_wq = { .hid_device_event = (void *)start_work_later };

SEC(".struct_ops.link")
struct hid_bpf_ops by_timer = { .hid_device_event = (void *)start_timer_first };

char _license[] SEC("license") = "GPL";
