/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * How often the programs of attached ops dropped or refused something: for people who look for the
 * reason why a device does not work.
 *
 * Only what goes wrong is counted, so a program that does its work costs nothing. The counts are in
 * debugfs, see uapi/hid_bpf_compat.h.
 */
#ifndef HBC_COUNTS_H
#define HBC_COUNTS_H

#include <linux/atomic.h>
#include <linux/types.h>

struct hbc_device;
struct hid_bpf_ops;

/**
 * struct hbc_count - the counts of attached ops
 * @ops: whose; NULL in a free slot; written under hbc_devices_lock
 * @id: where the front end keeps the id that user space knows the ops by; or NULL if it has none
 * @drops: reports that hid_device_event dropped
 * @errors: errors that the other hooks answered, sizes that no descriptor can have among them
 */
struct hbc_count {
	const struct hid_bpf_ops *ops;
	const u32 *id;
	atomic64_t drops;
	atomic64_t errors;
};

/**
 * hbc_count_begin() - count for ops from now on
 * @dev: the device they are being added to, which has room for them
 * @ops: the ops
 * @id: see &struct hbc_count; stays readable until hbc_count_end()
 *
 * Context: hbc_devices_lock is held.
 */
void hbc_count_begin(struct hbc_device *dev, const struct hid_bpf_ops *ops, const u32 *id);

/**
 * hbc_count_end() - forget the counts of ops
 * @dev: the device
 * @ops: the ops
 *
 * Context: hbc_devices_lock is held.
 */
void hbc_count_end(struct hbc_device *dev, const struct hid_bpf_ops *ops);

/**
 * hbc_count_drop() - a program dropped a report
 * @dev: the device
 * @ops: whose program it was
 *
 * Context: any; the caller has pinned the ops.
 */
void hbc_count_drop(struct hbc_device *dev, const struct hid_bpf_ops *ops);

/**
 * hbc_count_error() - a program answered an error
 * @dev: the device
 * @ops: whose program it was
 *
 * Context: any; the caller has pinned the ops.
 */
void hbc_count_error(struct hbc_device *dev, const struct hid_bpf_ops *ops);

/* hbc_counts_init() - show the counts in debugfs; a kernel without that does without */
void hbc_counts_init(void);

/* hbc_counts_exit() - the counterpart */
void hbc_counts_exit(void);

#endif /* HBC_COUNTS_H */
