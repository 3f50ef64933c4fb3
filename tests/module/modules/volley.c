// SPDX-License-Identifier: GPL-2.0-only
/*
 * Sends several reports of a device at once, in the context of an interrupt, as a transport driver
 * may while its device is being removed (uhid handles one event of a device at a time).
 *
 * Writing "ID PORT FIRST COUNT" to the parameter "fire" sends COUNT reports of the device ID,
 * starting with FIRST, as defined in tests/stress/bpf/fates.h. Reading the parameter returns a mask
 * of those that hid-core refused. If there is no such device, the write fails and nothing is sent.
 */
#include <linux/device.h>
#include <linux/hid.h>
#include <linux/irq_work.h>
#include <linux/module.h>

static struct hid_device *receiver;
static unsigned int port, first, count;
static u32 refused;

static void send_reports(struct irq_work *work)
{
	unsigned int i;

	for (i = 0; i < count; i++) {
		u16 number = first + i;
		u8 report[] = { 2, number, number >> 8, port, 0, ~number, ~number >> 8, 0, 0 };
		int ret = hid_input_report(receiver, HID_INPUT_REPORT, report, sizeof(report), 1);

		/* Returned for a report that was processed before the driver. */
		if (ret && ret != -EALREADY)
			refused |= BIT(i);
	}
}

static DEFINE_IRQ_WORK(send_work, send_reports);

static int match_id(struct device *dev, const void *id)
{
	return to_hid_device(dev)->id == *(const unsigned int *)id;
}

/* The kernel calls this and the next once at a time. */
static int fire(const char *text, const struct kernel_param *param)
{
	struct device *dev;
	unsigned int id;

	if (sscanf(text, "%u %u %u %u", &id, &port, &first, &count) != 4 || count > 32)
		return -EINVAL;
	refused = 0;
	dev = bus_find_device(&hid_bus_type, NULL, &id, match_id);
	if (!dev)
		return -ENODEV;
	receiver = to_hid_device(dev);
	irq_work_queue(&send_work);
	irq_work_sync(&send_work);
	put_device(dev);
	return 0;
}

static int tell_refused(char *text, const struct kernel_param *param)
{
	return sprintf(text, "%u\n", refused);
}

static const struct kernel_param_ops fire_ops = { .set = fire, .get = tell_refused };

module_param_cb(fire, &fire_ops, NULL, 0600);

MODULE_DESCRIPTION("A HID transport driver that reports from interrupts, for tests");
MODULE_LICENSE("GPL");
