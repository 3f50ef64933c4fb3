/* SPDX-License-Identifier: GPL-2.0-only */
/* Each event program of the stress counts itself in a report or drops it. */
#ifndef TESTS_STRESS_COUNT_H
#define TESTS_STRESS_COUNT_H

#include "fates.h"
#include "hid_bpf.h"

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(map_flags, BPF_F_MMAPABLE);
	__uint(max_entries, 1);
	__type(key, __u32);
	__type(value, struct fates);
} fates SEC(".maps");

/* The index of the report among those of all devices, or -1. */
static int which_report(const __u8 *data)
{
	if (data[0] == NUMBERED_ID)
		return data[AT_PORT] % PORTS_MAX * REPORTS_MAX +
		       (data[AT_NUMBER] | data[AT_NUMBER + 1] << 8) % REPORTS_MAX;
	if (data[0] == MOUSE_ID)
		return (data[1] >> PORT_SHIFT) * REPORTS_MAX +
		       (((data[2] - 1) & AXIS_MASK) | ((data[3] - 1) & AXIS_MASK) << AXIS_BITS);
	return -1;
}

/* Returns the return value for the program. */
static int count_or_drop(struct hid_bpf_ctx *hctx)
{
	__u8 *data = hid_bpf_get_data(hctx, 0, NUMBERED_SIZE);
	__u32 key = 0, report;
	struct fates *all;

	all = bpf_map_lookup_elem(&fates, &key);
	if (!data || !all)
		return 0;
	report = which_report(data);
	if (report >= sizeof(all->dropped))
		return 0;
	if (data[0] == NUMBERED_ID)
		data[AT_HOPS]++;
	if (!all->drop_every || report % all->drop_every)
		return 0;
	/* Older verifiers need the bounds here. */
	barrier_var(report);
	all->dropped[report % (PORTS_MAX * REPORTS_MAX)] = 1;
	__sync_fetch_and_add(&all->drops, 1);
	return -1;
}

#endif
