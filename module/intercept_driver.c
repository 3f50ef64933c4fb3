// SPDX-License-Identifier: GPL-2.0-only
/*
 * Entering hid-core by the callbacks of the drivers bound to devices with ops.
 *
 * raw_event() sees each report that has an ID known to the descriptor, and can stop hid-core from
 * processing it; report_fixup() sees the descriptor. While a driver is bound to some device with
 * ops, both are ours, for all its devices; for those without ops we do what hid-core would have
 * done.
 *
 * There is no callback for requests and output reports, so ops with such hooks are refused. And a
 * report whose ID the descriptor does not know never gets here.
 *
 * Locking: hooked_drivers and all in it is changed under hbc_devices_lock. Entries are never
 * removed, so readers in our callbacks need only find theirs, under RCU; what it says of the
 * driver's own callbacks does not change while the driver is registered.
 */

#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/errno.h>
#include <linux/lockdep.h>
#include <linux/module.h>
#include <linux/rculist.h>
#include <linux/slab.h>

#include "compat/compat.h"
#include "device.h"
#include "dispatch.h"
#include "intercept.h"
#include "rdesc.h"

/* What hid-core is told of a report that needs no more processing; the transport hears it too. */
#define REPORT_CONSUMED (-EALREADY)

/**
 * struct hooked_driver - a driver whose callbacks are ours, or once were
 * @node: in hooked_drivers
 * @driver: the driver; not to be touched when @users is 0, as it may be unloaded then
 * @users: devices with ops that it is bound to; under hbc_devices_lock
 * @restoring: a restore of its callbacks is under way, holding its module; under hbc_devices_lock
 * @raw_event: its own
 * @report_table: its own
 * @report_fixup: its own
 * @restore: puts them back
 */
struct hooked_driver {
	struct list_head node;
	struct hid_driver *driver;
	unsigned int users;
	bool restoring;
	hbc_raw_event_t raw_event;
	const struct hid_report_id *report_table;
	hbc_report_fixup_t report_fixup;
	struct work_struct restore;
};

static LIST_HEAD(hooked_drivers);

static const struct hid_report_id no_reports[] = { { HID_TERMINATOR } };

/* Entries stay, so RCU is needed only while the list is walked. Any context. */
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

/* Called by hid-core for every report of the driver's devices, with driver_input_lock held. */
static int hooked_raw_event(struct hid_device *hdev, struct hid_report *report, u8 *data, int size)
{
	struct hbc_report r = {
		.type = report->type,
		.data = data,
		.bufsize = size,
		.size = size,
		.interrupt = 1,
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

/* Called by hid-core in a probe; it copies what is returned. */
static hbc_report_fixup_result_t hooked_report_fixup(struct hid_device *hdev, u8 *buf,
						     unsigned int *size)
{
	const struct hooked_driver *hooked = find_hooked(hdev->driver);
	hbc_report_fixup_t report_fixup = hooked ? READ_ONCE(hooked->report_fixup) : NULL;
	hbc_report_fixup_result_t result = buf;
	int idx = hbc_intercept_enter();
	u8 *changed = hbc_rdesc_copy(hdev, size);

	if (changed)
		result = changed;
	if (report_fixup)
		result = report_fixup(hdev, changed ?: buf, size);
	hbc_intercept_leave(idx);
	return result;
}

/*
 * Ours first, then the table: until that is gone, we see no more reports than the driver did. Who is
 * still in our callbacks from the last time reads what is written here, the same as then.
 */
static void put_ours(struct hooked_driver *hooked)
{
	struct hid_driver *driver = hooked->driver;

	WRITE_ONCE(hooked->raw_event, driver->raw_event);
	WRITE_ONCE(hooked->report_table, driver->report_table);
	WRITE_ONCE(hooked->report_fixup, driver->report_fixup);
	/* The entry is complete before a callback looks it up. */
	smp_store_release(&driver->raw_event, hooked_raw_event);
	smp_store_release(&driver->report_table, NULL);
	WRITE_ONCE(driver->report_fixup, hooked_report_fixup);
}

/*
 * hid-core looks at the table and at raw_event, then calls that, and may read it twice. So it is
 * first made to ask for no report that the driver's own would not get: one outside of its table, or
 * any where the driver has none, whose NULL must not appear between look and call. May sleep for
 * long.
 */
static void put_own_back(struct hooked_driver *hooked)
{
	struct hid_driver *driver = hooked->driver;

	WRITE_ONCE(driver->report_fixup, hooked->report_fixup);
	WRITE_ONCE(driver->report_table, hooked->raw_event ? hooked->report_table : no_reports);
	synchronize_rcu_tasks();
	synchronize_rcu();
	WRITE_ONCE(driver->raw_event, hooked->raw_event);
	smp_store_release(&driver->report_table, hooked->report_table);
}

/* On hbc_wq. A reference to the driver's module keeps the driver where it is. */
static void restore_when_unused(struct work_struct *work)
{
	struct hooked_driver *hooked = container_of(work, struct hooked_driver, restore);
	struct module *owner = hooked->driver->driver.owner;

	mutex_lock(&hbc_devices_lock);
	hooked->restoring = false;
	if (!hooked->users)
		put_own_back(hooked);
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
	if (!hooked->users++ && READ_ONCE(driver->raw_event) != hooked_raw_event)
		put_ours(hooked);
	dev->hooked = hooked;
	return 0;
}

/* A driver that is being unloaded takes our callbacks along: no device is bound to it again. */
static void unhook_driver(struct hbc_device *dev)
{
	struct hooked_driver *hooked = dev->hooked;

	lockdep_assert_held(&hbc_devices_lock);

	dev->hooked = NULL;
	if (!hooked || --hooked->users || hooked->restoring)
		return;
	if (!try_module_get(hooked->driver->driver.owner))
		return;
	hooked->restoring = true;
	queue_work(hbc_wq, &hooked->restore);
}

static hbc_raw_event_t own_callbacks(const struct hid_driver *driver,
				     const struct hid_report_id **table)
{
	hbc_raw_event_t raw_event = READ_ONCE(driver->raw_event);
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
	pr_err("programs for hid_hw_request and hid_hw_output_report cannot be attached: hid-core is entered by way of the driver, which does not see requests (module parameter intercept)\n");
	return -EOPNOTSUPP;
}

/* The workqueue has been drained, so no driver is hooked. */
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
	.raw_event = own_callbacks,
};
