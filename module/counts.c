// SPDX-License-Identifier: GPL-2.0-only
/*
 * Counting dropped reports and errors of programs, and the file in debugfs that shows the counts.
 *
 * Each device has as many slots as it can have ops. If ops leave their slot while one of their
 * programs is being counted, and others take it at the same time, those count one too many.
 */

#include <linux/debugfs.h>
#include <linux/lockdep.h>
#include <linux/module.h>
#include <linux/seq_file.h>

#include "counts.h"
#include "device.h"

static struct dentry *file;

/*
 * If @ops is NULL, a free slot. The caller holds hbc_devices_lock or has pinned the ops. Nothing
 * orders what it reads without the lock: an event may be missed just after the ops were attached.
 */
static struct hbc_count *find(struct hbc_device *dev, const struct hid_bpf_ops *ops)
{
	struct hbc_count *counts = READ_ONCE(dev->counts), *count;

	for (count = counts; counts && count < counts + HBC_MAX_OPS; count++)
		if (READ_ONCE(count->ops) == ops)
			return count;
	return NULL;
}

void hbc_count_begin(struct hbc_device *dev, const struct hid_bpf_ops *ops, const u32 *id)
{
	struct hbc_count *count = find(dev, NULL);

	lockdep_assert_held(&hbc_devices_lock);

	count->id = id;
	atomic64_set(&count->drops, 0);
	atomic64_set(&count->errors, 0);
	WRITE_ONCE(count->ops, ops);
}

void hbc_count_end(struct hbc_device *dev, const struct hid_bpf_ops *ops)
{
	lockdep_assert_held(&hbc_devices_lock);
	WRITE_ONCE(find(dev, ops)->ops, NULL);
}

void hbc_count_drop(struct hbc_device *dev, const struct hid_bpf_ops *ops)
{
	struct hbc_count *count = find(dev, ops);

	if (count)
		atomic64_inc(&count->drops);
}

void hbc_count_error(struct hbc_device *dev, const struct hid_bpf_ops *ops)
{
	struct hbc_count *count = find(dev, ops);

	if (count)
		atomic64_inc(&count->errors);
}

static void show_device(struct seq_file *seq, struct hbc_device *dev)
{
	const struct hbc_count *count;
	const struct hid_bpf_ops *ops;

	list_for_each_entry(ops, &dev->ops, list) {
		count = find(dev, ops);
		seq_printf(seq, "%04X %u %lld %lld\n", dev->hdev->id,
			   count->id ? READ_ONCE(*count->id) : 0, atomic64_read(&count->drops),
			   atomic64_read(&count->errors));
	}
}

static int counts_show(struct seq_file *seq, void *unused)
{
	struct hbc_device *dev;
	unsigned int bucket;

	mutex_lock(&hbc_devices_lock);
	hash_for_each(hbc_devices, bucket, dev, node)
		if (!dev->gone)
			show_device(seq, dev);
	mutex_unlock(&hbc_devices_lock);
	return 0;
}
DEFINE_SHOW_ATTRIBUTE(counts);

void hbc_counts_init(void)
{
	file = debugfs_create_file(KBUILD_MODNAME, 0400, NULL, NULL, &counts_fops);
}

void hbc_counts_exit(void)
{
	debugfs_remove(file);
}
