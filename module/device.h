/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The state kept for a HID device that has ops, outside of struct hid_device.
 *
 * It exists while ops are attached to the device or a program holds a context of it.
 *
 * Locking:
 * - hbc_devices_lock (mutex) serialises everything that changes: the table, the ops lists, "gone".
 *   It nests inside device_lock() of the HID device.
 * - The table is read under RCU (preemption off is enough).
 * - Reports are processed under the SRCU hbc_events, one for all devices: it pins every state, its
 *   ops, their programs and the event buffer. Plain RCU will not do, as a driver's raw_event() may
 *   sleep when its transport reports in process context.
 * - Requests, whose hooks may sleep for long, are made under the SRCU of the device's state, see
 *   hbc_device_enter(), so that nobody waits for the requests of another device.
 * - Detaching ops waits for both.
 */
#ifndef HBC_DEVICE_H
#define HBC_DEVICE_H

#include <linux/hashtable.h>
#include <linux/list.h>
#include <linux/mutex.h>
#include <linux/rcupdate.h>
#include <linux/srcu.h>
#include <linux/workqueue.h>

#include "compat/compat.h"
#include "counts.h"

/* As many ops as native HID-BPF allows on one device (HID_BPF_MAX_PROGS_PER_DEV, Linux 7.3). */
#define HBC_MAX_OPS 64

#define HBC_TABLE_BITS 6

/**
 * struct hbc_rdesc - a report descriptor as a program made it
 * @original_group: the group that went with the device's own descriptor
 * @size: bytes in the descriptor
 * @data: the descriptor, and behind it room for a copy
 */
struct hbc_rdesc {
	u16 original_group;
	unsigned int size;
	u8 data[];
};

/**
 * struct hbc_device - a HID device with ops
 * @hdev: the device, with a reference
 * @node: in the table; changed under hbc_devices_lock, read under RCU
 * @users: ops and contexts that hold this state; under hbc_devices_lock
 * @gone: the device left its bus, no program runs for it any more; written under hbc_devices_lock
 * @ops: attached ops in the order they run; changed under hbc_devices_lock, read under
 *	 hbc_events or @srcu
 * @nr_ops: how many are in @ops; written under hbc_devices_lock, read without
 * @nr_event_ops: how many of them have a hid_device_event; likewise, set last when @data is new
 * @srcu: pins all of this for requests
 * @data: the buffer in which event programs see a report, set once; used under driver_input_lock,
 *	  while its address may be looked at without
 * @data_capacity: bytes allocated for @data
 * @data_size: bytes of @data in use: the longest report, rounded up; 0 until it has been computed
 *	       from the descriptor as the bound driver parsed it; under driver_input_lock
 * @hooked: the driver that is hooked for this device, by intercept_driver.c; under
 *	    hbc_devices_lock
 * @rdesc_ops: the one ops with a hid_rdesc_fixup, or NULL; under hbc_devices_lock
 * @rdesc: the descriptor that drivers parse instead of the device's own, or NULL; under
 *	   hbc_devices_lock
 * @counts: what programs dropped and refused, see counts.h
 * @release: frees this after the last reader is gone
 */
struct hbc_device {
	struct hid_device *hdev;
	struct hlist_node node;
	unsigned int users;
	bool gone;
	struct list_head ops;
	unsigned int nr_ops;
	unsigned int nr_event_ops;
	struct srcu_struct srcu;
	u8 *data;
	u32 data_capacity;
	u32 data_size;
	struct hooked_driver *hooked;
	const struct hid_bpf_ops *rdesc_ops;
	struct hbc_rdesc *rdesc;
	struct hbc_count counts[HBC_MAX_OPS];
	struct rcu_work release;
};

struct hooked_driver;

extern struct mutex hbc_devices_lock;
extern DECLARE_HASHTABLE(hbc_devices, HBC_TABLE_BITS);

/* Where this module puts off work that waits for other CPUs; drained before it unloads. */
extern struct workqueue_struct *hbc_wq;

/* Held while a report is processed; see hbc_events_enter(). */
extern struct srcu_struct hbc_events;

/* For sparse, which cannot follow an SRCU section into the caller. */
static __always_inline int hbc_srcu_enter(struct srcu_struct *srcu)
{
	int idx = srcu_read_lock(srcu);

	__release(srcu);
	return idx;
}

static __always_inline void hbc_srcu_leave(struct srcu_struct *srcu, int idx)
{
	__acquire(srcu);
	srcu_read_unlock(srcu, idx);
}

/**
 * hbc_events_enter() - begin to process a report
 *
 * Every state that hbc_device_find() finds stays until hbc_events_leave(), and so does this
 * module's text: it is the first thing a function does that is called in hid-core's place.
 *
 * Context: any but NMI. The section may sleep if its caller may.
 * Return: what hbc_events_leave() wants back.
 */
static __always_inline int hbc_events_enter(void)
{
	return hbc_srcu_enter(&hbc_events);
}

/**
 * hbc_events_leave() - end what hbc_events_enter() began
 * @idx: what that returned
 */
static __always_inline void hbc_events_leave(int idx)
{
	hbc_srcu_leave(&hbc_events, idx);
}

/*
 * Under RCU (preemption off is enough), hbc_events or hbc_devices_lock. Calls nothing that ftrace
 * can trace.
 */
static __always_inline struct hbc_device *hbc_device_find(const struct hid_device *hdev)
{
	struct hbc_device *dev;

	hash_for_each_possible_rcu_notrace(hbc_devices, dev, node, (unsigned long)hdev)
		if (dev->hdev == hdev)
			return dev;
	return NULL;
}

/* Under RCU. A glance without a lock: the answer may be outdated as soon as it is given. */
static __always_inline bool hbc_device_has_ops(const struct hid_device *hdev)
{
	const struct hbc_device *dev = hbc_device_find(hdev);

	return dev && READ_ONCE(dev->nr_ops);
}

/* Under RCU. Likewise, for ops with a hid_device_event. */
static __always_inline bool hbc_device_has_event_ops(const struct hid_device *hdev)
{
	const struct hbc_device *dev = hbc_device_find(hdev);

	return dev && READ_ONCE(dev->nr_event_ops);
}

/**
 * hbc_device_enter() - pin the state of a device for a request
 * @hdev: a device the caller has a reference to
 * @idx: set to what hbc_device_leave() wants back
 *
 * Context: any but NMI. The section may sleep if its caller may.
 * Return: the state, or NULL when the device has none; then there is nothing to leave.
 */
struct hbc_device *hbc_device_enter(const struct hid_device *hdev, int *idx);

/**
 * hbc_device_leave() - end the section begun by hbc_device_enter()
 * @dev: the state, not NULL
 * @idx: what hbc_device_enter() set
 */
void hbc_device_leave(struct hbc_device *dev, int idx);

/**
 * hbc_device_get() - take a reference to a device's state, making it if there is none
 * @hid_id: the number of the device, the last part of its sysname
 *
 * Context: process context, may sleep.
 * Return: the state; ERR_PTR(-EINVAL) when there is no such device, ERR_PTR(-ENOMEM).
 */
struct hbc_device *hbc_device_get(unsigned int hid_id);

/**
 * hbc_device_put() - drop a reference taken by hbc_device_get()
 * @dev: the state; not to be used any more
 *
 * Context: process context, may sleep.
 */
void hbc_device_put(struct hbc_device *dev);

/**
 * hbc_device_attach() - put ops on the device that they name
 * @ops: ops with hid_id and flags set
 * @id: where the front end keeps the id that user space knows these ops by, or NULL; readable until
 *	they are detached
 *
 * Context: process context, may sleep; takes device_lock() of the device.
 * Return: 0; -EINVAL when there is no such device, when these ops are attached already, or when
 * they and others on the device both have a hid_rdesc_fixup; -E2BIG when the device has HBC_MAX_OPS
 * ops; -ENOMEM; or why hid-core cannot be entered.
 */
int hbc_device_attach(struct hid_bpf_ops *ops, const u32 *id);

/**
 * hbc_device_detach() - take ops off their device
 * @ops: ops that hbc_device_attach() accepted
 *
 * No program of @ops runs any more when this returns, also when the device went away before.
 *
 * Context: process context, may sleep; takes device_lock() of the device.
 */
void hbc_device_detach(struct hid_bpf_ops *ops);

/**
 * hbc_device_is_gone() - whether the device that ops are attached to has left its bus
 * @ops: ops that are attached
 *
 * Context: process context, may sleep.
 */
bool hbc_device_is_gone(const struct hid_bpf_ops *ops);

/**
 * hbc_devices_init() - follow what happens on the HID bus
 *
 * Return: 0 or an errno.
 */
int hbc_devices_init(void);

/**
 * hbc_devices_exit() - the counterpart; no ops are attached and no program runs
 */
void hbc_devices_exit(void);

#endif /* HBC_DEVICE_H */
