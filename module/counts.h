/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * How often programs dropped a report or returned an error, to find out why a device does not work.
 *
 * Only these cases are counted, so that normal operation costs nothing. The counts are in debugfs,
 * see uapi/hid_bpf_compat.h.
 */
#ifndef HBC_COUNTS_H
#define HBC_COUNTS_H

#include <linux/atomic.h>
#include <linux/types.h>

struct hbc_device;
struct hid_bpf_ops;

/**
 * struct hbc_count - the counts of attached ops
 * @ops: the ops, NULL in a free slot; written under hbc_devices_lock
 * @id: where the front end keeps the ID by which user space knows the ops, or NULL if there is none
 * @drops: reports that hid_device_event dropped
 * @errors: errors that the other hooks returned, including impossible sizes of a descriptor
 */
struct hbc_count {
	const struct hid_bpf_ops *ops;
	const u32 *id;
	atomic64_t drops;
	atomic64_t errors;
};

/**
 * hbc_count_begin() - start counting for ops
 * @dev: the device they are being added to, which has room for them
 * @ops: the ops
 * @id: see &struct hbc_count; must stay readable until hbc_count_end()
 *
 * Context: hbc_devices_lock is held.
 */
void hbc_count_begin(struct hbc_device *dev, const struct hid_bpf_ops *ops, const u32 *id);

/**
 * hbc_count_end() - stop counting for ops
 * @dev: the device
 * @ops: the ops
 *
 * Context: hbc_devices_lock is held.
 */
void hbc_count_end(struct hbc_device *dev, const struct hid_bpf_ops *ops);

/**
 * hbc_count_drop() - count a dropped report
 * @dev: the device
 * @ops: the ops of the program that dropped it
 *
 * Context: any; the caller has pinned the ops.
 */
void hbc_count_drop(struct hbc_device *dev, const struct hid_bpf_ops *ops);

/**
 * hbc_count_error() - count an error that a program returned
 * @dev: the device
 * @ops: the ops of that program
 *
 * Context: any; the caller has pinned the ops.
 */
void hbc_count_error(struct hbc_device *dev, const struct hid_bpf_ops *ops);

/* hbc_counts_init() - create the file in debugfs, if the kernel has debugfs */
void hbc_counts_init(void);

/* hbc_counts_exit() - remove it */
void hbc_counts_exit(void);

#endif /* HBC_COUNTS_H */
