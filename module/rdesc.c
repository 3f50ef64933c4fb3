// SPDX-License-Identifier: GPL-2.0-only
/* Creating, using and dropping a report descriptor changed by a program. */

#include <linux/device.h>
#include <linux/lockdep.h>
#include <linux/mm.h>
#include <linux/rcupdate.h>
#include <linux/slab.h>
#include <linux/workqueue.h>

#include "device.h"
#include "dispatch.h"
#include "rdesc.h"

/*
 * A copy of the device's own descriptor, in a buffer of HID_MAX_DESCRIPTOR_SIZE bytes that a
 * program can change; NULL if memory runs out or the device is gone.
 */
static u8 *copy_original(struct hbc_device *dev, unsigned int *size)
{
	u8 *copy = kzalloc(HID_MAX_DESCRIPTOR_SIZE, GFP_KERNEL);

	if (!copy)
		return NULL;

	/* hid-core frees dev_rdesc only after the device is marked as gone. */
	mutex_lock(&hbc_devices_lock);
	if (dev->gone) {
		kfree(copy);
		copy = NULL;
	} else {
		*size = min_t(unsigned int, dev->hdev->dev_rsize, HID_MAX_DESCRIPTOR_SIZE);
		memcpy(copy, dev->hdev->dev_rdesc, *size);
	}
	mutex_unlock(&hbc_devices_lock);
	return copy;
}

/*
 * Runs on hbc_wq. Others read the descriptor of struct hid_device without a lock, but do not sleep
 * between the pointer and the last byte.
 */
static void rdesc_release(struct work_struct *work)
{
	struct hbc_rdesc *rdesc = container_of(work, struct hbc_rdesc, release);

	synchronize_rcu_tasks();
	kfree(rdesc->spare);
	kvfree(rdesc);
}

void hbc_rdesc_free(struct hbc_rdesc *rdesc)
{
	if (rdesc)
		queue_work(hbc_wq, &rdesc->release);
}

static struct hbc_rdesc *rdesc_new(const u8 *data, unsigned int size, unsigned int original_size)
{
	struct hbc_rdesc *rdesc = kvzalloc(sizeof(*rdesc), GFP_KERNEL);

	if (!rdesc)
		return NULL;
	if (HBC_PARSES_DEV_RDESC && size > original_size) {
		rdesc->spare = kzalloc(HID_MAX_DESCRIPTOR_SIZE, GFP_KERNEL);
		if (!rdesc->spare) {
			kvfree(rdesc);
			return NULL;
		}
	}
	INIT_WORK(&rdesc->release, rdesc_release);
	rdesc->size = size;
	memcpy(rdesc->data, data, size);
	return rdesc;
}

/*
 * Gives the device's own descriptor a buffer as large as that of the changed one. A reader may see
 * the pointer of one and the size of the other while hbc_compat_open_report() exchanges them.
 */
static void make_room(struct hid_device *hdev, struct hbc_rdesc *rdesc)
{
	u8 *roomy = rdesc->spare;

	lockdep_assert_held(&hbc_devices_lock);

	if (!roomy)
		return;
	memcpy(roomy, hdev->dev_rdesc, hdev->dev_rsize);
	rdesc->spare = (u8 *)hdev->dev_rdesc;
	/* hid-core frees it with the device. */
	smp_store_release(&hdev->dev_rdesc, roomy);
}

/* The descriptor as changed by the program; NULL to use the original, if anything fails. */
static struct hbc_rdesc *run_fixup(struct hbc_device *dev, struct hid_bpf_ops *ops)
{
	struct hbc_ctx ctx = {
		.ctx = { .hid = dev->hdev, .allocated_size = HID_MAX_DESCRIPTOR_SIZE },
		.dev = dev,
		.ops = ops,
	};
	struct hbc_rdesc *rdesc = NULL;
	unsigned int size;
	int ret;

	ctx.data = copy_original(dev, &size);
	if (!ctx.data)
		return NULL;

	ctx.ctx.size = size;
	ret = ops->hid_rdesc_fixup(&ctx.ctx);
	if (ret >= 0 && ret <= HID_MAX_DESCRIPTOR_SIZE)
		rdesc = rdesc_new(ctx.data, ret ?: size, size);
	else
		hbc_count_error(dev, ops);
	kfree(ctx.data);
	return rdesc;
}

/*
 * The group for a changed descriptor. A group that does not come from the device's own descriptor
 * is kept: that of a device whose transport driver or quirks choose the driver, and that of all
 * devices if hid.ignore_special_drivers is set.
 */
static u16 group_for(const struct hid_device *hdev, const struct hbc_rdesc *rdesc)
{
	u16 own = hbc_group_scan(hdev, hdev->dev_rdesc, hdev->dev_rsize);

	if (own == HID_GROUP_ANY || own != hdev->group)
		return hdev->group;
	return hbc_group_scan(hdev, rdesc->data, rdesc->size) ?: hdev->group;
}

static void set_group(struct hid_device *hdev, struct hbc_rdesc *rdesc, const struct hbc_rdesc *old)
{
	/* Under device_lock() no driver is matched at the same time. */
	device_lock_assert(&hdev->dev);
	lockdep_assert_held(&hbc_devices_lock);

	if (old)
		hdev->group = old->original_group;
	if (rdesc) {
		rdesc->original_group = hdev->group;
		hdev->group = group_for(hdev, rdesc);
	}
}

struct reprobe {
	struct work_struct work;
	struct hid_device *hdev;
};

static void reprobe_device(struct work_struct *work)
{
	struct hid_device *hdev = container_of(work, struct reprobe, work)->hdev;
	int ret = device_reprobe(&hdev->dev);

	if (ret < 0)
		dev_err_ratelimited(&hdev->dev, "cannot probe the device again (%d)\n", ret);
}

/*
 * Has a kworker probe the device, because a probe in a task with a pending signal fails wherever it
 * would sleep interruptibly: the device would be left without a driver, or the driver without the
 * answers to its requests. A task that is killed detaches with SIGKILL pending. The caller holds no
 * lock that a probe takes, nor any of this module's.
 */
static void reprobe(struct hid_device *hdev)
{
	struct reprobe reprobe = { .hdev = hdev };

	INIT_WORK_ONSTACK(&reprobe.work, reprobe_device);
	queue_work(hbc_wq, &reprobe.work);
	flush_work(&reprobe.work);
	destroy_work_on_stack(&reprobe.work);
}

/*
 * Probes the device with @rdesc, or with its own descriptor if that is NULL. If @ops have been
 * replaced by others meanwhile, the descriptor of those stays in use.
 */
static void use_rdesc(struct hbc_device *dev, const struct hid_bpf_ops *ops,
		      struct hbc_rdesc *rdesc)
{
	struct hid_device *hdev = dev->hdev;
	struct hbc_rdesc *old = rdesc;

	device_lock(&hdev->dev);
	mutex_lock(&hbc_devices_lock);
	if (!dev->gone && dev->rdesc_ops == ops) {
		old = dev->rdesc;
		dev->rdesc = rdesc;
		set_group(hdev, rdesc, old);
		if (rdesc)
			make_room(hdev, rdesc);
	}
	mutex_unlock(&hbc_devices_lock);
	device_unlock(&hdev->dev);

	hbc_rdesc_free(old);
	reprobe(hdev);
}

void hbc_rdesc_apply(struct hbc_device *dev, struct hid_bpf_ops *ops)
{
	use_rdesc(dev, ops, run_fixup(dev, ops));
}

void hbc_rdesc_restore(struct hbc_device *dev)
{
	use_rdesc(dev, NULL, NULL);
}

int hbc_open_report(struct hid_device *hdev)
{
	struct hbc_device *dev;
	int ret;

	/* As in every probe, so the device cannot be removed. */
	device_lock_assert(&hdev->dev);

	/* Held throughout, so that nobody here takes the changed descriptor for the original. */
	mutex_lock(&hbc_devices_lock);
	dev = hbc_device_find(hdev);
	if (dev && dev->rdesc)
		ret = hbc_compat_open_report(hdev, dev->rdesc->data, dev->rdesc->size);
	else
		ret = hid_open_report(hdev);
	mutex_unlock(&hbc_devices_lock);
	return ret;
}

u8 *hbc_rdesc_copy(struct hid_device *hdev, unsigned int *size)
{
	struct hbc_rdesc *rdesc = NULL;
	struct hbc_device *dev;
	u8 *copy = NULL;

	device_lock_assert(&hdev->dev);

	mutex_lock(&hbc_devices_lock);
	dev = hbc_device_find(hdev);
	if (dev)
		rdesc = dev->rdesc;
	if (rdesc) {
		copy = rdesc->copy;
		*size = rdesc->size;
		memcpy(copy, rdesc->data, *size);
	}
	mutex_unlock(&hbc_devices_lock);
	return copy;
}
