// SPDX-License-Identifier: GPL-2.0-only
/*
 * Intercepting hid-core by replacing the callbacks of the drivers bound to devices with ops.
 *
 * raw_event() gets each report whose report ID is in the descriptor, and can stop hid-core from
 * processing it; report_fixup() gets the descriptor. While a driver is bound to a device with ops,
 * both callbacks are replaced by ours for all its devices. For a device without ops, ours do what
 * hid-core would have done.
 *
 * There is no callback for requests and output reports, so ops with such hooks are refused. A
 * report whose report ID is not in the descriptor does not get here. hid-core does not tell whether
 * a report came by an interrupt transfer: an input report that answers GET_REPORT passes for one,
 * so that hiddev has events for it.
 *
 * The kernel's older HID-BPF comes first: its programs have seen a report that gets here, and have
 * changed the device's own descriptor. If that is replaced, they must change the new one.
 *
 * Locking: hooked_drivers and its entries are changed under hbc_devices_lock. Entries are not
 * removed before the module is unloaded, so our callbacks need RCU only to find theirs. What an
 * entry says of the driver's own callbacks does not change while the driver is registered.
 */

#include <linux/errno.h>
#include <linux/lockdep.h>
#include <linux/module.h>
#include <linux/rculist.h>
#include <linux/slab.h>

#include "compat/older.h"
#include "device.h"
#include "dispatch.h"
#include "intercept.h"
#include "rdesc.h"

/* Tells hid-core that a report needs no more processing. The transport gets this error as well. */
#define REPORT_CONSUMED (-EALREADY)

/**
 * struct hooked_driver - a driver whose callbacks are, or were, replaced by ours
 * @node: entry in hooked_drivers
 * @driver: the driver; must not be accessed if @users is 0, because it may be unloaded then
 * @users: number of devices with ops that are bound to it; under hbc_devices_lock
 * @restoring: @restore is queued or running, and holds the driver's module; under hbc_devices_lock
 * @steps_back: how many of the steps back to the driver's own callbacks have been taken; under
 *		hbc_devices_lock
 * @raw_event: the driver's own
 * @report_table: the driver's own
 * @report_fixup: the driver's own
 * @restore: restores them
 */
struct hooked_driver {
	struct list_head node;
	struct hid_driver *driver;
	unsigned int users;
	bool restoring;
	unsigned int steps_back;
	hbc_raw_event_t raw_event;
	const struct hid_report_id *report_table;
	hbc_report_fixup_t report_fixup;
	struct work_struct restore;
};

static LIST_HEAD(hooked_drivers);

static const struct hid_report_id no_reports[] = { { HID_TERMINATOR } };

/* Entries are not removed, so RCU is needed only while the list is walked. Any context. */
static struct hooked_driver *find_hooked(const struct hid_driver *driver)
{
	struct hooked_driver *hooked, *found = NULL;

	rcu_read_lock();
	list_for_each_entry_rcu(hooked, &hooked_drivers, node) {
		if (hooked->driver == driver) {
			found = hooked;
			break;
		}
	}
	rcu_read_unlock();
	return found;
}

/* Called by hid-core for every report of the driver's devices. driver_input_lock is held. */
static int hooked_raw_event(struct hid_device *hdev, struct hid_report *report, u8 *data, int size)
{
	struct hbc_report r = {
		.type = report->type,
		.data = data,
		.bufsize = size,
		.size = size,
		/* Others are answers to GET_REPORT. */
		.interrupt = report->type == HID_INPUT_REPORT,
		.older_ran = true,
	};
	int idx = hbc_events_enter();
	int ret;

	if (hbc_device_has_event_ops(hdev)) {
		ret = hbc_input_report_locked(hdev, &r);
		ret = ret < 0 ? ret : REPORT_CONSUMED;
	} else {
		ret = hbc_driver_raw_event(hdev, report, data, size);
	}
	hbc_events_leave(idx);
	return ret;
}

/* Called by hid-core during a probe. hid-core copies the returned descriptor. */
static hbc_report_fixup_result_t hooked_report_fixup(struct hid_device *hdev, u8 *buf,
						     unsigned int *size)
{
	int idx = hbc_intercept_enter();
	u8 *changed = hbc_rdesc_copy(hdev, size);
	hbc_report_fixup_result_t result = buf;
	const struct hooked_driver *hooked;
	hbc_report_fixup_t report_fixup;

	/* Pairs with smp_store_release() in put_ours(), as hid-core has read our callback. */
	smp_rmb();
	hooked = find_hooked(hdev->driver);
	report_fixup = READ_ONCE(hooked->report_fixup);

	if (changed) {
		hbc_older_fixup(hdev, changed, size);
		result = changed;
	}
	if (report_fixup)
		result = report_fixup(hdev, changed ?: buf, size);
	hbc_intercept_leave(idx);
	return result;
}

/*
 * The callback is replaced before the table: while the table is in place, we get no more reports
 * than the driver did. A call that is still in our callbacks from an earlier time may read the
 * entry now: the same values are written as then.
 *
 * hid-core reads the callback and the table with plain loads. A check that has read the driver's
 * own callback and then finds no table calls it once for a report that the table excludes. Only a
 * grace period between the two stores could prevent that. Nobody waits for one here: it ends only
 * when every task has slept, hbc_devices_lock is held, and few drivers have both.
 */
static void put_ours(struct hooked_driver *hooked)
{
	struct hid_driver *driver = hooked->driver;

	lockdep_assert_held(&hbc_devices_lock);

	if (READ_ONCE(driver->raw_event) != hooked_raw_event) {
		/* Before the last step back the table is not the driver's own. */
		if (!hooked->steps_back) {
			WRITE_ONCE(hooked->raw_event, driver->raw_event);
			WRITE_ONCE(hooked->report_table, driver->report_table);
			WRITE_ONCE(hooked->report_fixup, driver->report_fixup);
		}
		/* Pairs with smp_load_acquire() in own_callbacks(), which then sees the entry. */
		smp_store_release(&driver->raw_event, hooked_raw_event);
	}
	/* After the callback, for a CPU that orders its loads. */
	smp_store_release(&driver->report_table, NULL);
	/* Pairs with smp_rmb() in hooked_report_fixup(), which then sees the entry. */
	smp_store_release(&driver->report_fixup, hooked_report_fixup);
	hooked->steps_back = 0;
}

/* Waits until nobody calls raw_event because of an earlier table. May take a long time. */
static void wait_for_checks(void)
{
	synchronize_rcu_tasks();
	synchronize_rcu();
}

/*
 * Takes the next step back to the driver's own callbacks. Returns false after the last one. Between
 * two steps the caller waits for checks; our callbacks may be put in place again meanwhile.
 *
 * hid-core checks raw_event and the table, then calls raw_event, which it may read again. So the
 * table is set first, to exclude every report that the driver's own raw_event must not get: those
 * outside its table, or all if it has no raw_event, as NULL must not appear between check and call.
 */
static bool step_back(struct hooked_driver *hooked)
{
	struct hid_driver *driver = hooked->driver;

	lockdep_assert_held(&hbc_devices_lock);

	switch (hooked->steps_back++) {
	case 0:
		WRITE_ONCE(driver->report_fixup, hooked->report_fixup);
		WRITE_ONCE(driver->report_table,
			   hooked->raw_event ? hooked->report_table : no_reports);
		return true;
	case 1:
		WRITE_ONCE(driver->raw_event, hooked->raw_event);
		return true;
	default:
		WRITE_ONCE(driver->report_table, hooked->report_table);
		hooked->steps_back = 0;
		return false;
	}
}

/*
 * Runs on hbc_wq. A reference to the driver's module keeps the driver registered. Others need
 * hbc_devices_lock for every probe and removal of a device, so it is not held while waiting.
 */
static void restore_when_unused(struct work_struct *work)
{
	struct hooked_driver *hooked = container_of(work, struct hooked_driver, restore);
	struct module *owner = hooked->driver->driver.owner;

	mutex_lock(&hbc_devices_lock);
	while (!hooked->users && step_back(hooked)) {
		mutex_unlock(&hbc_devices_lock);
		wait_for_checks();
		mutex_lock(&hbc_devices_lock);
	}
	hooked->restoring = false;
	mutex_unlock(&hbc_devices_lock);
	module_put(owner);
}

static struct hooked_driver *find_or_new(struct hid_driver *driver)
{
	struct hooked_driver *hooked = find_hooked(driver);

	lockdep_assert_held(&hbc_devices_lock);

	if (hooked)
		return hooked;
	hooked = kzalloc(sizeof(*hooked), GFP_KERNEL);
	if (!hooked)
		return NULL;
	hooked->driver = driver;
	INIT_WORK(&hooked->restore, restore_when_unused);
	list_add_rcu(&hooked->node, &hooked_drivers);
	return hooked;
}

static int hook_driver(struct hbc_device *dev, struct hid_driver *driver)
{
	struct hooked_driver *hooked;

	lockdep_assert_held(&hbc_devices_lock);

	if (dev->hooked)
		return 0;
	hooked = find_or_new(driver);
	if (!hooked)
		return -ENOMEM;
	if (!hooked->users++)
		put_ours(hooked);
	dev->hooked = hooked;
	return 0;
}

/*
 * The driver stays while this runs: it is bound, and unbinding it begins under hbc_devices_lock; or
 * hold_driver() has pinned its module. A driver that is being unloaded may be bound to other
 * devices for longer than our callbacks exist, so they are not left to hbc_wq.
 */
static void remove_hook(struct hooked_driver *hooked)
{
	lockdep_assert_held(&hbc_devices_lock);

	if (--hooked->users || hooked->restoring)
		return;
	if (try_module_get(hooked->driver->driver.owner)) {
		hooked->restoring = true;
		queue_work(hbc_wq, &hooked->restore);
		return;
	}
	while (step_back(hooked))
		wait_for_checks();
}

static void unhook_driver(struct hbc_device *dev)
{
	lockdep_assert_held(&hbc_devices_lock);

	if (dev->hooked)
		remove_hook(dev->hooked);
	dev->hooked = NULL;
	module_put(dev->held);
	dev->held = NULL;
}

/*
 * When a device is unplugged, the driver core takes it off the driver's list before its unbinding
 * has ended. Without this reference the driver could be unloaded in between.
 */
static void hold_driver(struct hbc_device *dev)
{
	struct module *owner;

	lockdep_assert_held(&hbc_devices_lock);

	if (!dev->hooked)
		return;
	owner = dev->hooked->driver->driver.owner;
	if (try_module_get(owner))
		dev->held = owner;
	else
		unhook_driver(dev);
}

static hbc_raw_event_t own_callbacks(const struct hid_driver *driver,
				     const struct hid_report_id **table)
{
	/* Pairs with smp_store_release() in put_ours(). */
	hbc_raw_event_t raw_event = smp_load_acquire(&driver->raw_event);
	const struct hooked_driver *hooked;

	if (raw_event != hooked_raw_event)
		return raw_event;
	hooked = find_hooked(driver);
	*table = READ_ONCE(hooked->report_table);
	return READ_ONCE(hooked->raw_event);
}

static int check_hooks(const struct hid_bpf_ops *ops)
{
	if (!ops->hid_hw_request && !ops->hid_hw_output_report)
		return 0;
	pr_err_ratelimited(
		"cannot attach programs for hid_hw_request and hid_hw_output_report: driver callbacks (intercept=driver) do not see requests\n");
	return -EOPNOTSUPP;
}

/* No driver is hooked: the workqueue has been drained, or no ops have ever been attached. */
static void forget_drivers(void)
{
	struct hooked_driver *hooked, *next;

	list_for_each_entry_safe(hooked, next, &hooked_drivers, node) {
		list_del(&hooked->node);
		kfree(hooked);
	}
}

const struct hbc_intercept hbc_intercept_driver = {
	.name = "driver",
	.exit = forget_drivers,
	.check = check_hooks,
	.hook = hook_driver,
	.unhook = unhook_driver,
	.hold = hold_driver,
	.raw_event = own_callbacks,
};
