// SPDX-License-Identifier: GPL-2.0-only
/* The states of devices with ops: their table, their lifetime and their lists of ops. */

#include <linux/bpf.h>
#include <linux/device.h>
#include <linux/lockdep.h>
#include <linux/slab.h>

#include "device.h"
#include "dispatch.h"
#include "intercept.h"
#include "rdesc.h"

DEFINE_MUTEX(hbc_devices_lock);
DEFINE_HASHTABLE(hbc_devices, HBC_TABLE_BITS);
DEFINE_SRCU(hbc_events);
struct workqueue_struct *hbc_wq;

struct hbc_device *hbc_device_enter(const struct hid_device *hdev, int *idx)
{
	struct hbc_device *dev;

	/* RCU keeps the state from being freed until its own SRCU protects it. */
	rcu_read_lock();
	dev = hbc_device_find(hdev);
	if (dev)
		*idx = hbc_srcu_enter(&dev->srcu);
	rcu_read_unlock();
	return dev;
}

void hbc_device_leave(struct hbc_device *dev, int idx)
{
	hbc_srcu_leave(&dev->srcu, idx);
}

/* Waits until no hook runs that was removed from the device before. May sleep. */
static void wait_for_hooks(struct hbc_device *dev)
{
	synchronize_srcu(&hbc_events);
	synchronize_srcu(&dev->srcu);
}

/* Runs on hbc_wq, an RCU grace period after the state has left the table. May sleep. */
static void device_release(struct work_struct *work)
{
	struct hbc_device *dev = container_of(to_rcu_work(work), struct hbc_device, release);

	wait_for_hooks(dev);
	cleanup_srcu_struct(&dev->srcu);
	hbc_rdesc_free(dev->rdesc);
	kfree(dev->data);
	put_device(&dev->hdev->dev);
	kfree(dev);
}

static void put_locked(struct hbc_device *dev)
{
	lockdep_assert_held(&hbc_devices_lock);
	if (--dev->users)
		return;
	hash_del_rcu(&dev->node);
	queue_rcu_work(hbc_wq, &dev->release);
}

void hbc_device_put(struct hbc_device *dev)
{
	mutex_lock(&hbc_devices_lock);
	put_locked(dev);
	mutex_unlock(&hbc_devices_lock);
}

static struct hbc_device *device_new(struct hid_device *hdev)
{
	struct hbc_device *dev = kzalloc(sizeof(*dev), GFP_KERNEL);
	int ret;

	if (!dev)
		return ERR_PTR(-ENOMEM);

	ret = init_srcu_struct(&dev->srcu);
	if (ret) {
		kfree(dev);
		return ERR_PTR(ret);
	}

	dev->hdev = hdev;
	get_device(&hdev->dev);
	INIT_LIST_HEAD(&dev->ops);
	INIT_RCU_WORK(&dev->release, device_release);
	return dev;
}

static struct hbc_device *find_or_new(struct hid_device *hdev)
{
	struct hbc_device *dev;

	mutex_lock(&hbc_devices_lock);
	dev = hbc_device_find(hdev);
	if (!dev) {
		dev = device_new(hdev);
		if (IS_ERR(dev))
			goto out;
		hash_add_rcu(hbc_devices, &dev->node, (unsigned long)hdev);
	}
	dev->users++;
out:
	mutex_unlock(&hbc_devices_lock);
	return dev;
}

static int match_id(struct device *dev, const void *id)
{
	return to_hid_device(dev)->id == *(const unsigned int *)id;
}

/*
 * The notification of a device's removal must find the state in the table. It is still to come only
 * while the device is on the bus, so the device is looked up again with the state in the table.
 */
struct hbc_device *hbc_device_get(unsigned int hid_id)
{
	struct device *found = bus_find_device(&hid_bus_type, NULL, &hid_id, match_id);
	struct device *again;
	struct hbc_device *dev;

	if (!found)
		return ERR_PTR(-EINVAL);

	dev = find_or_new(to_hid_device(found));
	put_device(found);
	if (IS_ERR(dev))
		return dev;

	again = bus_find_device(&hid_bus_type, NULL, &hid_id, match_id);
	if (!again || READ_ONCE(dev->gone)) {
		hbc_device_put(dev);
		dev = ERR_PTR(-EINVAL);
	}
	put_device(again);
	return dev;
}

/*
 * The event buffer has room for the largest report of this transport, so it need not be replaced
 * when another driver is bound later and parses a larger report.
 */
static int allocate_event_data(struct hbc_device *dev)
{
	u32 capacity = dev->hdev->ll_driver->max_buffer_size ?: HID_MAX_BUFFER_SIZE;
	u8 *data;

	lockdep_assert_held(&hbc_devices_lock);

	if (dev->data)
		return 0;

	capacity = round_up(capacity, HBC_EVENT_DATA_ALIGN);
	data = kzalloc(capacity, GFP_KERNEL);
	if (!data)
		return -ENOMEM;
	dev->data_capacity = capacity;
	WRITE_ONCE(dev->data, data);
	return 0;
}

static int intercept_get(const struct hid_bpf_ops *ops)
{
	int ret = hbc_intercept->check ? hbc_intercept->check(ops) : 0;

	if (!ret && hbc_intercept->get)
		ret = hbc_intercept->get();
	return ret;
}

static void intercept_put(void)
{
	if (hbc_intercept->put)
		hbc_intercept->put();
}

static void unhook(struct hbc_device *dev)
{
	lockdep_assert_held(&hbc_devices_lock);
	if (hbc_intercept->unhook)
		hbc_intercept->unhook(dev);
}

static int add_ops(struct hbc_device *dev, struct hid_bpf_ops *ops, const u32 *id)
{
	int ret;

	lockdep_assert_held(&hbc_devices_lock);

	if (dev->gone)
		return -EINVAL;
	if (dev->nr_ops >= HBC_MAX_OPS)
		return -E2BIG;
	if (ops->hid_rdesc_fixup && dev->rdesc_ops)
		return -EINVAL;
	if (ops->hid_device_event) {
		ret = allocate_event_data(dev);
		if (ret)
			return ret;
	}

	ops->hdev = dev->hdev;
	if (ops->hid_rdesc_fixup)
		dev->rdesc_ops = ops;
	if (ops->flags & BPF_F_BEFORE)
		list_add_rcu(&ops->list, &dev->ops);
	else
		list_add_tail_rcu(&ops->list, &dev->ops);

	hbc_count_begin(dev, ops, id);
	WRITE_ONCE(dev->nr_ops, dev->nr_ops + 1);
	/* Pairs with smp_load_acquire() in run_event_hooks(), which then sees the buffer. */
	if (ops->hid_device_event)
		smp_store_release(&dev->nr_event_ops, dev->nr_event_ops + 1);
	return 0;
}

static int hook_and_add_ops(struct hbc_device *dev, struct hid_bpf_ops *ops, const u32 *id)
{
	struct hid_driver *driver = dev->hdev->driver;
	int ret = 0;

	device_lock_assert(&dev->hdev->dev);
	lockdep_assert_held(&hbc_devices_lock);

	if (driver && hbc_intercept->hook)
		ret = hbc_intercept->hook(dev, driver);
	if (!ret)
		ret = add_ops(dev, ops, id);
	if (ret && !dev->nr_ops)
		unhook(dev);
	return ret;
}

/* The caller must wait for hooks before it releases @ops. */
static void remove_ops(struct hbc_device *dev, struct hid_bpf_ops *ops)
{
	lockdep_assert_held(&hbc_devices_lock);

	list_del_rcu(&ops->list);
	hbc_count_end(dev, ops);
	WRITE_ONCE(dev->nr_ops, dev->nr_ops - 1);
	if (ops->hid_device_event)
		WRITE_ONCE(dev->nr_event_ops, dev->nr_event_ops - 1);
	if (dev->rdesc_ops == ops)
		dev->rdesc_ops = NULL;
	if (!dev->nr_ops)
		unhook(dev);
}

int hbc_device_attach(struct hid_bpf_ops *ops, const u32 *id)
{
	struct hbc_device *dev;
	int ret;

	/* No race: the BPF core serialises reg() and unreg() of the same ops. */
	if (ops->hdev)
		return -EINVAL;

	ret = intercept_get(ops);
	if (ret)
		return ret;

	dev = hbc_device_get(ops->hid_id);
	if (IS_ERR(dev)) {
		ret = PTR_ERR(dev);
		goto err_intercept;
	}

	device_lock(&dev->hdev->dev);
	mutex_lock(&hbc_devices_lock);
	ret = hook_and_add_ops(dev, ops, id);
	mutex_unlock(&hbc_devices_lock);
	device_unlock(&dev->hdev->dev);
	if (ret)
		goto err_device;

	if (ops->hid_rdesc_fixup)
		hbc_rdesc_apply(dev, ops);
	return 0;

err_device:
	hbc_device_put(dev);
err_intercept:
	intercept_put();
	return ret;
}

/* The reference that attached ops hold keeps the state in the table. */
static struct hbc_device *device_of(const struct hid_bpf_ops *ops)
{
	lockdep_assert_held(&hbc_devices_lock);
	return hbc_device_find(ops->hdev);
}

bool hbc_device_is_gone(const struct hid_bpf_ops *ops)
{
	bool gone;

	mutex_lock(&hbc_devices_lock);
	gone = device_of(ops)->gone;
	mutex_unlock(&hbc_devices_lock);
	return gone;
}

void hbc_device_detach(struct hid_bpf_ops *ops)
{
	struct hbc_device *dev;
	bool gone;

	mutex_lock(&hbc_devices_lock);
	dev = device_of(ops);
	gone = dev->gone;
	if (!gone)
		remove_ops(dev, ops);
	ops->hdev = NULL;
	mutex_unlock(&hbc_devices_lock);

	/* Even if the device is gone: device_gone() removed the ops, but may still be waiting. */
	wait_for_hooks(dev);

	if (!gone) {
		if (ops->hid_rdesc_fixup)
			hbc_rdesc_restore(dev);
		intercept_put();
	}
	hbc_device_put(dev);
}

/* The device leaves the bus: its programs stop, but its ops hold the state until detached. */
static void device_gone(struct hid_device *hdev)
{
	struct hid_bpf_ops *ops, *next;
	unsigned int nr_ops = 0;
	struct hbc_device *dev;

	mutex_lock(&hbc_devices_lock);
	dev = hbc_device_find(hdev);
	if (!dev || dev->gone) {
		mutex_unlock(&hbc_devices_lock);
		return;
	}
	WRITE_ONCE(dev->gone, true);
	list_for_each_entry_safe(ops, next, &dev->ops, list) {
		remove_ops(dev, ops);
		nr_ops++;
	}
	dev->users++;
	mutex_unlock(&hbc_devices_lock);

	/* The transport driver must not be removed while a program is making a request. */
	wait_for_hooks(dev);

	while (nr_ops--)
		intercept_put();
	hbc_device_put(dev);
}

/* A driver is about to parse the descriptor again. No report is being processed. */
static void device_binding(struct hid_device *hdev)
{
	struct hbc_device *dev;

	device_lock_assert(&hdev->dev);

	mutex_lock(&hbc_devices_lock);
	dev = hbc_device_find(hdev);
	if (dev) {
		WRITE_ONCE(dev->data_size, 0);
		if (dev->nr_ops && hbc_intercept->hook &&
		    hbc_intercept->hook(dev, to_hid_driver(hdev->dev.driver)))
			hid_err(hdev,
				"out of memory: programs will not run until the device is probed again\n");
	}
	mutex_unlock(&hbc_devices_lock);
}

/* The driver was unbound from the device, or its probe failed. */
static void device_unbound(struct hid_device *hdev)
{
	struct hbc_device *dev;

	device_lock_assert(&hdev->dev);

	mutex_lock(&hbc_devices_lock);
	dev = hbc_device_find(hdev);
	if (dev)
		unhook(dev);
	mutex_unlock(&hbc_devices_lock);
}

/*
 * DEL is sent while the device is still on the bus, REMOVED when it can no longer be found there:
 * REMOVED handles a state that was created between the two.
 */
static int bus_event(struct notifier_block *nb, unsigned long action, void *data)
{
	struct hid_device *hdev = to_hid_device((struct device *)data);

	switch (action) {
	case BUS_NOTIFY_DEL_DEVICE:
	case BUS_NOTIFY_REMOVED_DEVICE:
		device_gone(hdev);
		break;
	case BUS_NOTIFY_BIND_DRIVER:
		device_binding(hdev);
		break;
	case BUS_NOTIFY_UNBOUND_DRIVER:
	case BUS_NOTIFY_DRIVER_NOT_BOUND:
		device_unbound(hdev);
		break;
	}
	return NOTIFY_OK;
}

static struct notifier_block bus_notifier = { .notifier_call = bus_event };

int hbc_devices_init(void)
{
	return bus_register_notifier(&hid_bus_type, &bus_notifier);
}

void hbc_devices_exit(void)
{
	bus_unregister_notifier(&hid_bus_type, &bus_notifier);
	/* Queues the releases that wait for RCU on the workqueue, which main.c drains next. */
	rcu_barrier();
}
