// SPDX-License-Identifier: GPL-2.0-only
/*
 * Passes reports to hid-core with hid_input_report(), as transport drivers do that do not use
 * hid_safe_input_report(), in the context of a task or of an interrupt.
 *
 * Writing a device's id to the parameter "task" or "irq" sends the bytes in the parameter "report",
 * by default 1, 0, 5, 7. The write fails with the error of hid-core.
 */
#include <linux/device.h>
#include <linux/hid.h>
#include <linux/irq_work.h>
#include <linux/module.h>
#include <linux/slab.h>

static u8 report[64] = { 1, 0, 5, 7 };
static unsigned int size = 4;
static struct hid_device *receiver;
static int received;

static void send_report(struct irq_work *work)
{
	u8 *data = kmemdup(report, size, GFP_ATOMIC);

	if (data)
		received = hid_input_report(receiver, HID_INPUT_REPORT, data, size, 1);
	else
		received = -ENOMEM;
	kfree(data);
}

static DEFINE_IRQ_WORK(send_work, send_report);

static int match_id(struct device *dev, const void *id)
{
	return to_hid_device(dev)->id == *(const unsigned int *)id;
}

static int send_to(const char *text, const struct kernel_param *param)
{
	struct device *dev;
	unsigned int id;
	int ret = kstrtouint(text, 0, &id);

	if (ret)
		return ret;
	dev = bus_find_device(&hid_bus_type, NULL, &id, match_id);
	if (!dev)
		return -ENODEV;

	/* The kernel calls this for one parameter at a time. */
	receiver = to_hid_device(dev);
	if (param->arg) {
		irq_work_queue(&send_work);
		irq_work_sync(&send_work);
	} else {
		send_report(NULL);
	}
	put_device(dev);
	return received;
}

static const struct kernel_param_ops send_ops = { .set = send_to };

module_param_array(report, byte, &size, 0600);
module_param_cb(task, &send_ops, NULL, 0200);
module_param_cb(irq, &send_ops, &send_work, 0200);

MODULE_DESCRIPTION("A HID transport driver's way to hid-core, for tests");
MODULE_LICENSE("GPL");
