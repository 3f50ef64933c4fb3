// SPDX-License-Identifier: GPL-2.0-only
/* The states of devices: their table, their lifetime, their drivers and their lists of ops. */

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
DEFINE_HASHTABLE(hbc_intercepted, HBC_TABLE_BITS);
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
	/* Pairs with synchronize_srcu() in device_going(): seen, or this section is waited for. */
	if (dev && READ_ONCE(dev->gone)) {
		hbc_device_leave(dev, *idx);
		return ERR_PTR(-ENODEV);
	}
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
	kfree(dev->counts);
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

	if (!dev)
		return NULL;
	if (init_srcu_struct(&dev->srcu)) {
		kfree(dev);
		return NULL;
	}

	dev->hdev = hdev;
	get_device(&hdev->dev);
	dev->users = 1;
	dev->on_bus = true;
	INIT_LIST_HEAD(&dev->ops);
	INIT_RCU_WORK(&dev->release, device_release);
	return dev;
}

/* Enters a device on the bus into the table. No driver is being bound or unbound. */
static int device_added(struct hid_device *hdev)
{
	struct hbc_device *dev;
	int ret = 0;

	mutex_lock(&hbc_devices_lock);
	if (hbc_device_find(hdev))
		goto out;
	dev = device_new(hdev);
	if (!dev) {
		ret = -ENOMEM;
		goto out;
	}
	dev->bound = hdev->dev.driver != NULL;
	hash_add_rcu(hbc_devices, &dev->node, (unsigned long)hdev);
out:
	mutex_unlock(&hbc_devices_lock);
	return ret;
}

static int match_id(struct device *dev, const void *id)
{
	return to_hid_device(dev)->id == *(const unsigned int *)id;
}

struct hbc_device *hbc_device_get(unsigned int hid_id)
{
	struct device *found = bus_find_device(&hid_bus_type, NULL, &hid_id, match_id);
	struct hbc_device *dev;

	if (!found)
		return ERR_PTR(-EINVAL);

	mutex_lock(&hbc_devices_lock);
	dev = hbc_device_find(to_hid_device(found));
	if (dev && !dev->gone)
		dev->users++;
	else
		dev = ERR_PTR(-EINVAL);
	mutex_unlock(&hbc_devices_lock);
	put_device(found);
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

static int allocate_counts(struct hbc_device *dev)
{
	struct hbc_count *counts;

	lockdep_assert_held(&hbc_devices_lock);

	if (dev->counts)
		return 0;
	counts = kcalloc(HBC_MAX_OPS, sizeof(*counts), GFP_KERNEL);
	if (!counts)
		return -ENOMEM;
	/* Pairs with the address dependency in find() in counts.c. */
	smp_store_release(&dev->counts, counts);
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

static void set_nr_ops(struct hbc_device *dev, unsigned int nr_ops)
{
	lockdep_assert_held(&hbc_devices_lock);

	if (nr_ops && !dev->nr_ops)
		hash_add_rcu(hbc_intercepted, &dev->intercepted, (unsigned long)dev->hdev);
	if (!nr_ops && dev->nr_ops)
		hash_del_rcu(&dev->intercepted);
	WRITE_ONCE(dev->nr_ops, nr_ops);
}

static int add_ops(struct hbc_device *dev, struct hid_bpf_ops *ops, const u32 *id)
{
	int ret;

	lockdep_assert_held(&hbc_devices_lock);

	if (dev->gone || ops->hdev)
		return -EINVAL;
	if (dev->nr_ops >= HBC_MAX_OPS)
		return -E2BIG;
	if (ops->hid_rdesc_fixup && dev->rdesc_ops)
		return -EINVAL;
	ret = allocate_counts(dev);
	if (!ret && ops->hid_device_event)
		ret = allocate_event_data(dev);
	if (ret)
		return ret;

	ops->hdev = dev->hdev;
	if (ops->hid_rdesc_fixup)
		dev->rdesc_ops = ops;
	hbc_count_begin(dev, ops, id);
	if (ops->flags & BPF_F_BEFORE)
		list_add_rcu(&ops->list, &dev->ops);
	else
		list_add_tail_rcu(&ops->list, &dev->ops);

	set_nr_ops(dev, dev->nr_ops + 1);
	/* Pairs with smp_load_acquire() in run_event_hooks(), which then sees the event buffer. */
	if (ops->hid_device_event)
		smp_store_release(&dev->nr_event_ops, dev->nr_event_ops + 1);
	return 0;
}

static int hook_and_add_ops(struct hbc_device *dev, struct hid_bpf_ops *ops, const u32 *id)
{
	int ret = 0;

	lockdep_assert_held(&hbc_devices_lock);

	if (hbc_intercept->hook) {
		device_lock_assert(&dev->hdev->dev);
		if (dev->hdev->driver)
			ret = hbc_intercept->hook(dev, dev->hdev->driver);
	}
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
	if (dev->rdesc_ops == ops)
		dev->rdesc_ops = NULL;
	/* The device stays intercepted until it has been removed. */
	if (dev->gone)
		return;
	set_nr_ops(dev, dev->nr_ops - 1);
	/* As in add_ops(): a reader may see this value first. */
	if (ops->hid_device_event)
		smp_store_release(&dev->nr_event_ops, dev->nr_event_ops - 1);
	if (!dev->nr_ops)
		unhook(dev);
}

int hbc_device_attach(struct hid_bpf_ops *ops, const u32 *id)
{
	struct hbc_device *dev;
	int ret;

	ret = intercept_get(ops);
	if (ret)
		return ret;

	dev = hbc_device_get(ops->hid_id);
	if (IS_ERR(dev)) {
		ret = PTR_ERR(dev);
		goto err_intercept;
	}

	/* Only hooking needs a driver that stays, and a driver may take long to probe. */
	if (hbc_intercept->hook)
		device_lock(&dev->hdev->dev);
	mutex_lock(&hbc_devices_lock);
	ret = hook_and_add_ops(dev, ops, id);
	mutex_unlock(&hbc_devices_lock);
	if (hbc_intercept->hook)
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
	remove_ops(dev, ops);
	mutex_unlock(&hbc_devices_lock);

	wait_for_hooks(dev);

	/*
	 * The BPF core may try to attach the same ops meanwhile. They would join the list again
	 * under a reader, which would then skip others.
	 */
	mutex_lock(&hbc_devices_lock);
	ops->hdev = NULL;
	mutex_unlock(&hbc_devices_lock);

	if (!gone) {
		if (ops->hid_rdesc_fixup)
			hbc_rdesc_restore(dev);
		intercept_put();
	}
	hbc_device_put(dev);
}

/*
 * Removal begins: the programs stop. Their ops stay in the list until they are detached, because a
 * report or a request that came before must pass them.
 */
static void device_going(struct hid_device *hdev)
{
	struct hbc_device *dev;
	bool used = false;

	mutex_lock(&hbc_devices_lock);
	dev = hbc_device_find(hdev);
	if (dev && !dev->gone) {
		WRITE_ONCE(dev->gone, true);
		used = dev->users > 1;
	}
	mutex_unlock(&hbc_devices_lock);

	/*
	 * The transport driver must not be removed while a program is making a request. A section
	 * that began too early to see @gone is waited for.
	 */
	if (used)
		wait_for_hooks(dev);
}

/* Removal ends: nobody reports or makes a request any more. */
static void device_removed(struct hid_device *hdev)
{
	unsigned int nr_ops = 0;
	struct hbc_device *dev;

	/* The state may have been created after the beginning, by loading this module. */
	device_going(hdev);

	mutex_lock(&hbc_devices_lock);
	dev = hbc_device_find(hdev);
	if (dev && dev->on_bus) {
		dev->on_bus = false;
		nr_ops = dev->nr_ops;
		set_nr_ops(dev, 0);
		WRITE_ONCE(dev->nr_event_ops, 0);
		put_locked(dev);
	}
	mutex_unlock(&hbc_devices_lock);

	while (nr_ops--)
		intercept_put();
}

/* A driver is about to parse the descriptor again. No report is being processed. */
static void driver_binding(struct hbc_device *dev)
{
	WRITE_ONCE(dev->binder, current);
	WRITE_ONCE(dev->data_size, 0);
	if (dev->nr_ops && hbc_intercept->hook &&
	    hbc_intercept->hook(dev, to_hid_driver(dev->hdev->dev.driver)))
		hid_err(dev->hdev,
			"out of memory: programs will not run until the device is probed again\n");
}

static void driver_bound(struct hbc_device *dev)
{
	/* Both pair with smp_load_acquire() in check_driver(). */
	smp_store_release(&dev->bound, true);
	smp_store_release(&dev->binder, NULL);
}

static void driver_unbinding(struct hbc_device *dev)
{
	WRITE_ONCE(dev->binder, current);
	WRITE_ONCE(dev->bound, false);
	if (hbc_intercept->hold)
		hbc_intercept->hold(dev);
}

/* The driver was unbound, or its probe failed. */
static void driver_unbound(struct hbc_device *dev)
{
	WRITE_ONCE(dev->binder, NULL);
	unhook(dev);
}

static void driver_event(struct hid_device *hdev, void (*step)(struct hbc_device *dev))
{
	struct hbc_device *dev;

	device_lock_assert(&hdev->dev);

	mutex_lock(&hbc_devices_lock);
	dev = hbc_device_find(hdev);
	if (dev)
		step(dev);
	mutex_unlock(&hbc_devices_lock);
}

/* Waits for the requests of programs that began while the driver was bound. */
static void wait_for_requests(struct hid_device *hdev)
{
	struct hbc_device *dev;
	bool used;

	/* It keeps the device from being removed, and so the state from being freed. */
	device_lock_assert(&hdev->dev);

	mutex_lock(&hbc_devices_lock);
	dev = hbc_device_find(hdev);
	used = dev && dev->users > 1;
	mutex_unlock(&hbc_devices_lock);
	if (used)
		synchronize_srcu(&dev->srcu);
}

static int bus_event(struct notifier_block *nb, unsigned long action, void *data)
{
	struct hid_device *hdev = to_hid_device((struct device *)data);

	switch (action) {
	case BUS_NOTIFY_ADD_DEVICE:
		if (device_added(hdev))
			hid_err(hdev,
				"out of memory: programs cannot be attached to this device\n");
		break;
	case BUS_NOTIFY_DEL_DEVICE:
		device_going(hdev);
		break;
	case BUS_NOTIFY_REMOVED_DEVICE:
		device_removed(hdev);
		break;
	case BUS_NOTIFY_BIND_DRIVER:
		driver_event(hdev, driver_binding);
		break;
	case BUS_NOTIFY_BOUND_DRIVER:
		driver_event(hdev, driver_bound);
		break;
	case BUS_NOTIFY_UNBIND_DRIVER:
		driver_event(hdev, driver_unbinding);
		wait_for_requests(hdev);
		break;
	case BUS_NOTIFY_UNBOUND_DRIVER:
	case BUS_NOTIFY_DRIVER_NOT_BOUND:
		driver_event(hdev, driver_unbound);
		break;
	}
	return NOTIFY_OK;
}

static struct notifier_block bus_notifier = { .notifier_call = bus_event };

static int match_device(struct device *dev, const void *other)
{
	return dev == other;
}

/* The end of a removal is announced after the device has left the list of the bus. */
static bool is_on_bus(struct device *device)
{
	struct device *found = bus_find_device(&hid_bus_type, NULL, device, match_device);

	put_device(found);
	return found != NULL;
}

/* For a device that was added before this module was loaded. */
static int device_present(struct device *device, void *unused)
{
	struct hid_device *hdev = to_hid_device(device);
	int ret;

	device_lock(device);
	ret = device_added(hdev);
	device_unlock(device);
	if (!ret && !is_on_bus(device))
		device_removed(hdev);
	return ret;
}

int hbc_devices_init(void)
{
	int ret;

	ret = bus_register_notifier(&hid_bus_type, &bus_notifier);
	if (ret)
		return ret;
	ret = bus_for_each_dev(&hid_bus_type, NULL, NULL, device_present);
	if (ret)
		hbc_devices_exit();
	return ret;
}

void hbc_devices_exit(void)
{
	struct hbc_device *dev;
	struct hlist_node *next;
	unsigned int bucket;

	bus_unregister_notifier(&hid_bus_type, &bus_notifier);
	mutex_lock(&hbc_devices_lock);
	hash_for_each_safe(hbc_devices, bucket, next, dev, node)
		put_locked(dev);
	mutex_unlock(&hbc_devices_lock);
	/* Queues the releases that wait for RCU on the workqueue, which main.c drains next. */
	rcu_barrier();
}
