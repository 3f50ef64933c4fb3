// SPDX-License-Identifier: GPL-2.0-only
/* An object with a timer, started by its probe program: X of a report is the number of ticks. */
#include "vmlinux.h"
#include "hid_bpf.h"
#include "hid_bpf_helpers.h"

#define CLOCK_MONOTONIC 1
#define PERIOD_NS 20000000

HID_BPF_CONFIG(HID_DEVICE(BUS_USB, HID_GROUP_GENERIC, 0x1209, 0x0001));

struct clock {
	struct bpf_timer timer;
};

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 1);
	__type(key, int);
	__type(value, struct clock);
} clocks SEC(".maps");

__u8 ticks;

static int tick(void *map, int *key, struct clock *clock)
{
	ticks++;
	bpf_timer_start(&clock->timer, PERIOD_NS, 0);
	return 0;
}

SEC("syscall")
int probe(struct hid_bpf_probe_args *args)
{
	struct clock *clock = bpf_map_lookup_elem(&clocks, &(int){ 0 });
	int err;

	if (!clock)
		return 0;
	err = bpf_timer_init(&clock->timer, &clocks, CLOCK_MONOTONIC);
	err = err ?: bpf_timer_set_callback(&clock->timer, tick);
	args->retval = err ?: bpf_timer_start(&clock->timer, PERIOD_NS, 0);
	return 0;
}

SEC(HID_BPF_DEVICE_EVENT)
int BPF_PROG(show_ticks, struct hid_bpf_ctx *hctx)
{
	__u8 *data = hid_bpf_get_data(hctx, 0, 3);

	if (data)
		data[1] = ticks;
	return 0;
}

HID_BPF_OPS(ticking) = { .hid_device_event = (void *)show_ticks };

char _license[] SEC("license") = "GPL";
