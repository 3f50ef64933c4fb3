/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The state of a HID device, kept outside struct hid_device.
 *
 * Every device on the HID bus has one. It is created before a driver can be bound, so that no
 * binding is missed, and freed when the device has left the bus and no ops or contexts hold it.
 *
 * Locking:
 * - hbc_devices_lock (a mutex) serialises all changes: to the table, the lists of ops, "gone" and
 *   what is known of the driver. It nests inside device_lock() of the HID device.
 * - The table is read under RCU; disabling preemption is enough.
 * - Reports are processed under the SRCU hbc_events, one for all devices: it pins every state with
 *   its ops, their programs and the event buffer. Plain RCU is not enough, because a driver's
 *   raw_event() may sleep if its transport reports in process context.
 * - Requests, whose hooks may sleep for a long time, are made under the SRCU of the device's state,
 *   see hbc_device_enter(), so that nobody waits for the requests of another device.
 * - Detaching ops waits for readers of both.
 *
 * Memory ordering, where no lock is held:
 * - hash_add_rcu() and list_add_rcu() publish states and ops that are complete. Readers are ordered
 *   by address dependencies.
 * - What stops something (@gone, @bound cleared) is stored before synchronize_srcu(): it waits for
 *   sections that do not see the store.
 * - What allows something (@bound and then no @binder, @nr_event_ops after @data) is stored with
 *   release, and loaded with acquire before what it allows to use.
 * - What decides whether to intercept a call (@intercepted, @nr_ops) orders nothing: the
 *   replacement looks again, in a section of its own.
 *
 * Drivers: a driver is bound and unbound under device_lock(), and until the driver allows otherwise
 * (hid_device_io_start()), under driver_input_lock. From the first step to the last, @binder is the
 * task that does it. @bound is set once a driver is bound. Unbinding clears it first and waits for
 * the calls that programs are making, all of them under @srcu.
 * - A program may wait for driver_input_lock only while @bound: otherwise @binder holds the lock,
 *   and may be running the program, or waiting for the request in whose hook it runs.
 * - hid-core frees the parsed reports and the transport driver its buffers when a driver is
 *   unbound, or fails to probe. A request made in a request's hook is safe: whoever made the first
 *   request (hidraw, hid-input, the driver) ends it before that. For any other request of a program
 *   nobody does, so it is made only while @bound, or by @binder.
 *
 * Removal: @gone is set before anything else, and from then on all reports and requests of the
 * device are refused. They are intercepted until the device has been removed, so that none passes
 * programs that are no longer run. Removal waits for the hooks and requests that are running. Those
 * that begin once @gone is set leave at once, so they cannot prolong the wait. A device without ops
 * is left alone.
 */
#ifndef HBC_DEVICE_H
#define HBC_DEVICE_H

#include <linux/hashtable.h>
#include <linux/list.h>
#include <linux/mutex.h>
#include <linux/rcupdate.h>
#include <linux/srcu.h>
#include <linux/workqueue.h>

#include "counts.h"

/* The limit of native HID-BPF for one device (HID_BPF_MAX_PROGS_PER_DEV, Linux 7.3). */
#define HBC_MAX_OPS 64

#define HBC_TABLE_BITS 6

/**
 * struct hbc_rdesc - a report descriptor that a program changed
 * @original_group: the device's group with its original descriptor
 * @size: bytes in the descriptor
 * @data: the descriptor
 * @copy: room for a copy
 * @spare: room for the original descriptor if this one is longer; once in use, the buffer in which
 *	   hid-core had it
 * @release: frees this when nobody can be reading it any more
 */
struct hbc_rdesc {
	u16 original_group;
	unsigned int size;
	u8 data[HID_MAX_DESCRIPTOR_SIZE];
	u8 copy[HID_MAX_DESCRIPTOR_SIZE];
	u8 *spare;
	struct work_struct release;
};

/**
 * struct hbc_device - the state of a HID device
 * @node: entry in the table; written under hbc_devices_lock, read under RCU. It comes first, so
 *	  that its address is that of the state
 * @intercepted: entry in hbc_intercepted while @nr_ops is not 0; likewise. It may enter the table
 *		 again at once: a reader that is at this entry then begins the bucket again
 * @hdev: the device, with a reference
 * @users: number of ops and contexts that hold this state, and one more if @on_bus; under
 *	   hbc_devices_lock
 * @on_bus: the device has not been removed from the bus; under hbc_devices_lock
 * @gone: the device is being removed or has been, no program runs for it any more; written under
 *	  hbc_devices_lock, read without
 * @bound: a driver is bound, and is not being unbound; written under hbc_devices_lock, read under
 *	   @srcu
 * @binder: the task that is binding or unbinding a driver, or NULL; likewise
 * @ops: attached ops in the order they run; written under hbc_devices_lock, read under
 *	 hbc_events or @srcu
 * @nr_ops: length of @ops; if the device is gone, what it was before, until it has been removed.
 *	    Written under hbc_devices_lock, read without
 * @nr_event_ops: how many of @ops have a hid_device_event; likewise, set after @data
 * @srcu: pins this state for requests
 * @data: the buffer in which event programs see a report, set once; its contents are used under
 *	  driver_input_lock, its address is read without
 * @data_capacity: bytes allocated for @data
 * @data_size: bytes of @data in use: the length of the longest report, rounded up; 0 until it has
 *	       been computed from the descriptor that the bound driver parsed; under
 *	       driver_input_lock
 * @hooked: the driver that intercept_driver.c has hooked for this device; under hbc_devices_lock
 * @held: the driver's module, referenced by intercept_driver.c while the driver is being unbound,
 *	  or NULL; under hbc_devices_lock
 * @rdesc_ops: the one ops with a hid_rdesc_fixup, or NULL; under hbc_devices_lock
 * @rdesc: the descriptor that drivers parse instead of the device's own, or NULL; under
 *	   hbc_devices_lock
 * @counts: dropped reports and errors of HBC_MAX_OPS ops, see counts.h; NULL until the first ops
 *	    are attached, then kept. Written under hbc_devices_lock, read without
 * @release: frees this state after the last reader has left
 */
struct hbc_device {
	struct hlist_node node;
	struct hlist_node intercepted;
	struct hid_device *hdev;
	unsigned int users;
	bool on_bus;
	bool gone;
	bool bound;
	struct task_struct *binder;
	struct list_head ops;
	unsigned int nr_ops;
	unsigned int nr_event_ops;
	struct srcu_struct srcu;
	u8 *data;
	u32 data_capacity;
	u32 data_size;
	struct hooked_driver *hooked;
	struct module *held;
	const struct hid_bpf_ops *rdesc_ops;
	struct hbc_rdesc *rdesc;
	struct hbc_count *counts;
	struct rcu_work release;
};

struct hooked_driver;

extern struct mutex hbc_devices_lock;
extern DECLARE_HASHTABLE(hbc_devices, HBC_TABLE_BITS);

/* The states with ops. Most devices have none: a lookup here is faster, as its bucket is empty. */
extern DECLARE_HASHTABLE(hbc_intercepted, HBC_TABLE_BITS);

/* For work that waits for other CPUs; drained before the module is unloaded. */
extern struct workqueue_struct *hbc_wq;

/* Held while a report is processed; see hbc_events_enter(). */
extern struct srcu_struct hbc_events;

/* For SRCU sections that end in another function, which sparse cannot follow. */
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
 * Every state that hbc_device_find() returns stays valid until hbc_events_leave(). So does this
 * module's text: a function called instead of hid-core's begins with this call.
 *
 * Context: any but NMI. The section may sleep if the caller may.
 * Return: the argument for hbc_events_leave().
 */
static __always_inline int hbc_events_enter(void)
{
	return hbc_srcu_enter(&hbc_events);
}

/**
 * hbc_events_leave() - end the section begun by hbc_events_enter()
 * @idx: the value that hbc_events_enter() returned
 */
static __always_inline void hbc_events_leave(int idx)
{
	hbc_srcu_leave(&hbc_events, idx);
}

/*
 * The caller is in an RCU section, in hbc_events, or holds hbc_devices_lock. No assertion checks
 * that: the ftrace callback comes here, so nothing may be called that ftrace can trace.
 */
static __always_inline struct hbc_device *hbc_device_find(const struct hid_device *hdev)
{
	struct hbc_device *dev;

	hash_for_each_possible_rcu_notrace(hbc_devices, dev, node, (unsigned long)hdev)
		if (dev->hdev == hdev)
			return dev;
	return NULL;
}

/*
 * Whether the device is intercepted. Under RCU, as hbc_device_find(). The result may be outdated as
 * soon as it is returned.
 */
static __always_inline bool hbc_device_has_ops(const struct hid_device *hdev)
{
	const struct hbc_device *dev;

	hash_for_each_possible_rcu_notrace(hbc_intercepted, dev, intercepted, (unsigned long)hdev)
		if (dev->hdev == hdev)
			return true;
	return false;
}

/* The same for reports alone: ops without a hid_device_event see none, but refuse them if gone. */
static __always_inline bool hbc_device_has_event_ops(const struct hid_device *hdev)
{
	const struct hbc_device *dev = hbc_device_find(hdev);

	return dev &&
	       (READ_ONCE(dev->nr_event_ops) || (READ_ONCE(dev->gone) && READ_ONCE(dev->nr_ops)));
}

/**
 * hbc_device_enter() - pin the state of a device for a request
 * @hdev: a device to which the caller has a reference
 * @idx: set to the argument for hbc_device_leave()
 *
 * Context: any but NMI. The section may sleep if the caller may.
 * Return: the state; NULL if the device has none, ERR_PTR(-ENODEV) if it is gone: then
 * hbc_device_leave() must not be called.
 */
struct hbc_device *hbc_device_enter(const struct hid_device *hdev, int *idx);

/**
 * hbc_device_leave() - end the section begun by hbc_device_enter()
 * @dev: the state, not NULL
 * @idx: the value that hbc_device_enter() set
 */
void hbc_device_leave(struct hbc_device *dev, int idx);

/**
 * hbc_device_get() - take a reference to a device's state
 * @hid_id: the device's ID, the number at the end of its sysname
 *
 * Context: process context, may sleep.
 * Return: the state, to be released by hbc_device_put(); ERR_PTR(-EINVAL) if there is no such
 * device, or memory ran out when it was added.
 */
struct hbc_device *hbc_device_get(unsigned int hid_id);

/**
 * hbc_device_put() - drop a reference taken by hbc_device_get()
 * @dev: the state, which the caller must not use any more
 *
 * Context: process context, may sleep.
 */
void hbc_device_put(struct hbc_device *dev);

/**
 * hbc_device_attach() - attach ops to the device that they name
 * @ops: ops with hid_id and flags set
 * @id: where the front end keeps the ID by which user space knows these ops, or NULL; must stay
 *	readable until they are detached
 *
 * Context: process context, may sleep. Takes device_lock() of the device if the driver must be
 * hooked, or bound again for a hid_rdesc_fixup; otherwise it waits for no driver.
 * Return: 0; -EINVAL if there is no such device, if @ops are attached or are still being detached,
 * or if both they and other ops of the device have a hid_rdesc_fixup; -E2BIG if the device already
 * has HBC_MAX_OPS ops; -ENOMEM; or an error of intercepting hid-core.
 */
int hbc_device_attach(struct hid_bpf_ops *ops, const u32 *id);

/**
 * hbc_device_detach() - detach ops from their device
 * @ops: ops that hbc_device_attach() accepted
 *
 * When this returns, no program of @ops runs any more, even if the device was removed earlier.
 *
 * Context: process context, may sleep; takes device_lock() of the device if @ops have a
 * hid_rdesc_fixup.
 */
void hbc_device_detach(struct hid_bpf_ops *ops);

/**
 * hbc_device_is_gone() - whether the device that ops are attached to has left its bus
 * @ops: attached ops
 *
 * Context: process context, may sleep.
 */
bool hbc_device_is_gone(const struct hid_bpf_ops *ops);

/**
 * hbc_devices_init() - create the states of all devices, and start watching the HID bus
 *
 * Context: process context, may sleep; waits for drivers that are being bound or unbound.
 * Return: 0 or an errno.
 */
int hbc_devices_init(void);

/**
 * hbc_devices_exit() - undo hbc_devices_init(); no ops are attached and no program runs
 */
void hbc_devices_exit(void);

#endif /* HBC_DEVICE_H */
