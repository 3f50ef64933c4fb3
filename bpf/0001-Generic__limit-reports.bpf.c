// SPDX-License-Identifier: GPL-2.0-only
/*
 * Drops all reports with one report ID, or those that follow the previous one too soon.
 *
 * It is for any device, so it is never loaded automatically. For example, to drop report 3 of a
 * stuck volume knob, or to accept at most ten of report 5 per second:
 *
 *	hidbpf attach DEVICE 0001-Generic__limit-reports.bpf.o --set report_id=3 --set drop=true
 *	hidbpf attach DEVICE 0001-Generic__limit-reports.bpf.o --set report_id=5 \
 *		--set interval_ms=100
 *
 * Use interval_ms only for reports that repeat a state: dropped movements and button presses are
 * lost.
 */
#include "hid_bpf_settings.h"

HID_BPF_INFO(effect, "Drops reports of one kind, all of them or those that follow the previous "
		     "one too soon.");

#define NS_PER_MS 1000000ULL

/* Setting: drop all these reports. */
bool drop = false;

/* Setting: the minimum time between two of these reports. */
__u32 interval_ms = 0;

static __u64 last_at;

static bool is_too_soon(__u64 now)
{
	if (last_at && now - last_at < interval_ms * NS_PER_MS)
		return true;
	last_at = now;
	return false;
}

SEC(HID_BPF_DEVICE_EVENT)
int BPF_PROG(limit, struct hid_bpf_ctx *hctx, enum hid_report_type type, __u64 source)
{
	if (!is_wanted(hctx, type))
		return 0;
	return drop || is_too_soon(bpf_ktime_get_ns()) ? HID_IGNORE_EVENT : 0;
}

HID_BPF_OPS(limiter) = {
	.hid_device_event = (void *)limit,
};

char _license[] SEC("license") = "GPL";
