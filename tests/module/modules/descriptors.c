// SPDX-License-Identifier: GPL-2.0-only
/*
 * Shows what hid-core makes of a report descriptor.
 *
 * Each write to /proc/hid_descriptors is a descriptor. It replaces the device of the last one, and
 * the write fails with the error of hid-core. A read shows the collections, reports and fields in
 * the form that tests/user/decoder.c describes. The parameter report_max is what the transport
 * accepts, 0 for hid-core's own limit.
 */
#include <linux/hid.h>
#include <linux/module.h>
#include <linux/mutex.h>
#include <linux/proc_fs.h>
#include <linux/seq_file.h>

#define VENDOR 0x1209
#define PRODUCT 0x00dd

struct descriptor {
	size_t size;
	u8 data[HID_MAX_DESCRIPTOR_SIZE];
};

static DEFINE_MUTEX(lock); /* of what follows */
static struct descriptor descriptor;
static struct hid_device *shown;
static int parsed;

static int parse(struct hid_device *hdev)
{
	return hid_parse_report(hdev, descriptor.data, descriptor.size);
}

static int do_nothing(struct hid_device *hdev)
{
	return 0;
}

static void stop_nothing(struct hid_device *hdev)
{
}

static int refuse_request(struct hid_device *hdev, unsigned char number, __u8 *buf, size_t len,
			  unsigned char type, int request)
{
	return -EIO;
}

static struct hid_ll_driver transport = {
	.start = do_nothing,
	.stop = stop_nothing,
	.open = do_nothing,
	.close = stop_nothing,
	.parse = parse,
	.raw_request = refuse_request,
};

module_param_named(report_max, transport.max_buffer_size, uint, 0600);

/* The device is not started: what is parsed stays as it is. */
static int probe(struct hid_device *hdev, const struct hid_device_id *id)
{
	parsed = hid_parse(hdev);
	return parsed;
}

static const struct hid_device_id ids[] = { { HID_DEVICE(BUS_VIRTUAL, HID_GROUP_ANY, VENDOR,
							 PRODUCT) },
					    {} };

static struct hid_driver driver = {
	.name = "descriptors",
	.id_table = ids,
	.probe = probe,
	.remove = stop_nothing,
};

static void unplug(void)
{
	if (shown)
		hid_destroy_device(shown);
	shown = NULL;
}

static int plug(void)
{
	struct hid_device *hdev = hid_allocate_device();
	int ret;

	if (IS_ERR(hdev))
		return PTR_ERR(hdev);
	hdev->ll_driver = &transport;
	hdev->bus = BUS_VIRTUAL;
	hdev->vendor = VENDOR;
	hdev->product = PRODUCT;
	parsed = -ENODEV;
	ret = hid_add_device(hdev);
	if (ret) {
		hid_destroy_device(hdev);
		return ret;
	}
	shown = hdev;
	return parsed;
}

static ssize_t take(struct file *file, const char __user *from, size_t size, loff_t *pos)
{
	int ret;

	if (size > sizeof(descriptor.data))
		return -EINVAL;
	mutex_lock(&lock);
	unplug();
	descriptor.size = size;
	ret = copy_from_user(descriptor.data, from, size) ? -EFAULT : plug();
	mutex_unlock(&lock);
	return ret ?: size;
}

/* An index and its usage, wherever usages do not go on by the same step. */
static void show_usages(struct seq_file *seq, const struct hid_field *field)
{
	u32 step = 0, last = 0;

	for (unsigned int i = 0; i < field->maxusage; i++) {
		u32 usage = field->usage[i].hid;

		if (!i || usage - last != step)
			seq_printf(seq, " %u:%x", i, usage);
		step = i ? usage - last : 0;
		last = usage;
	}
	seq_putc(seq, '\n');
}

static void show_field(struct seq_file *seq, const struct hid_field *field)
{
	seq_printf(seq, "field %u %u %u %x %d %d %d %d %x %d %x %x %x %u", field->report_offset,
		   field->report_size, field->report_count, field->flags, field->logical_minimum,
		   field->logical_maximum, field->physical_minimum, field->physical_maximum,
		   field->unit, field->unit_exponent, field->application, field->physical,
		   field->logical, field->usage[0].collection_index);
	show_usages(seq, field);
}

static int show(struct seq_file *seq, void *data)
{
	struct hid_report *report;

	mutex_lock(&lock);
	for (unsigned int i = 0; shown && !parsed && i < shown->maxcollection; i++)
		seq_printf(seq, "collection %u %x %d\n", shown->collection[i].type,
			   shown->collection[i].usage, shown->collection[i].parent_idx);
	for (int type = 0; shown && !parsed && type < HID_REPORT_TYPES; type++)
		list_for_each_entry(report, &shown->report_enum[type].report_list, list) {
			seq_printf(seq, "report %d %u %u %x\n", type, report->id, report->size,
				   report->application);
			for (unsigned int i = 0; i < report->maxfield; i++)
				show_field(seq, report->field[i]);
		}
	mutex_unlock(&lock);
	return 0;
}

static int open(struct inode *inode, struct file *file)
{
	return single_open(file, show, NULL);
}

static const struct proc_ops proc_ops = {
	.proc_open = open,
	.proc_read = seq_read,
	.proc_write = take,
	.proc_lseek = seq_lseek,
	.proc_release = single_release,
};

static int __init descriptors_init(void)
{
	int ret = hid_register_driver(&driver);

	if (!ret && !proc_create("hid_descriptors", 0600, NULL, &proc_ops)) {
		hid_unregister_driver(&driver);
		ret = -ENOMEM;
	}
	return ret;
}

static void __exit descriptors_exit(void)
{
	remove_proc_entry("hid_descriptors", NULL);
	unplug();
	hid_unregister_driver(&driver);
}

module_init(descriptors_init);
module_exit(descriptors_exit);

MODULE_DESCRIPTION("Shows what hid-core makes of report descriptors, for tests");
MODULE_LICENSE("GPL");
