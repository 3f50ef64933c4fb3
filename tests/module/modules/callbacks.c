// SPDX-License-Identifier: GPL-2.0-only
/*
 * A driver for the devices 1209:0023 whose callbacks tests can hold up and look into.
 *
 * Its parameters:
 * - room: bytes that others may read from the descriptor of struct hid_device while it is parsed;
 * - overrun: whether a probe found something after the descriptor within these bytes;
 * - exchanged: whether the last probe parsed the descriptor of struct hid_device, or a copy of it;
 * - parse_ms: how long report_fixup() takes;
 * - hold: remove() does not return for the device with this ID;
 * - own: whether the callbacks of the driver are its own;
 * - reader: writing 1 starts a task that reads the descriptor parsed last and never sleeps, 0 stops
 *   it; reading returns how often that descriptor has changed;
 * - get: writing 1 reads feature report 1 of the device bound last;
 * - hiddev: how many events hiddev got.
 */
#include <linux/delay.h>
#include <linux/hid.h>
#include <linux/kthread.h>
#include <linux/module.h>
#include <linux/string.h>
#include <linux/wait.h>

#define SNAPSHOT 64

static unsigned int room, parse_ms, hold, hiddev;
static bool overrun, exchanged;
module_param(room, uint, 0600);
module_param(overrun, bool, 0600);
module_param(exchanged, bool, 0400);
module_param(parse_ms, uint, 0600);
module_param(hold, uint, 0600);
module_param(hiddev, uint, 0600);

/* Stands for a struct hiddev, which begins with its minor number. */
static int hiddev_minor;
static struct hid_device *bound;

static struct task_struct *reader;
static const u8 *parsed;
static u8 snapshot[SNAPSHOT];
static unsigned int changes;

static void look_at_descriptor(const struct hid_device *hdev)
{
	const u8 *end = hdev->dev_rdesc + hdev->dev_rsize;

	if (room > hdev->dev_rsize && memchr_inv(end, 0, room - hdev->dev_rsize))
		overrun = true;
}

/* Its return type depends on the kernel. */
static typeof(((struct hid_driver *)NULL)->report_fixup(NULL, NULL, NULL))
fixup(struct hid_device *hdev, u8 *rdesc, unsigned int *size)
{
	look_at_descriptor(hdev);
	exchanged = hdev->dev_rsize == *size && !memcmp(hdev->dev_rdesc, rdesc, *size);
	if (hdev->dev_rsize >= SNAPSHOT) {
		memcpy(snapshot, hdev->dev_rdesc, SNAPSHOT);
		smp_store_release(&parsed, hdev->dev_rdesc);
	}
	msleep(parse_ms);
	return rdesc;
}

static int connect(struct hid_device *hdev, unsigned int force)
{
	return 0;
}

static void disconnect(struct hid_device *hdev)
{
}

static void count(struct hid_device *hdev, struct hid_field *field, struct hid_usage *usage,
		  s32 value)
{
	hiddev++;
}

static int probe(struct hid_device *hdev, const struct hid_device_id *id)
{
	int ret = hid_parse(hdev);

	if (ret)
		return ret;
	look_at_descriptor(hdev);
	hdev->hiddev = &hiddev_minor;
	hdev->hiddev_connect = connect;
	hdev->hiddev_disconnect = disconnect;
	hdev->hiddev_hid_event = count;
	bound = hdev;
	return hid_hw_start(hdev, HID_CONNECT_DEFAULT);
}

static void remove(struct hid_device *hdev)
{
	while (READ_ONCE(hold) == hdev->id)
		msleep(10);
	hid_hw_stop(hdev);
	hdev->hiddev_connect = NULL;
	hdev->hiddev_disconnect = NULL;
	hdev->hiddev_hid_event = NULL;
}

static int pass(struct hid_device *hdev, struct hid_report *report, u8 *data, int size)
{
	return 0;
}

static const struct hid_device_id devices[] = { { HID_DEVICE(BUS_USB, HID_GROUP_ANY, 0x1209,
							     0x0023) },
						{} };

static const struct hid_report_id reports[] = { { HID_ANY_ID }, { HID_TERMINATOR } };

static struct hid_driver callbacks_driver = {
	.name = "callbacks",
	.id_table = devices,
	.probe = probe,
	.remove = remove,
	.report_fixup = fixup,
	.raw_event = pass,
	.report_table = reports,
};
module_hid_driver(callbacks_driver);

static int tell_own(char *text, const struct kernel_param *param)
{
	return sprintf(text, "%d\n",
		       READ_ONCE(callbacks_driver.raw_event) == pass &&
			       READ_ONCE(callbacks_driver.report_fixup) == fixup &&
			       READ_ONCE(callbacks_driver.report_table) == reports);
}

static const struct kernel_param_ops own_ops = { .get = tell_own };
module_param_cb(own, &own_ops, NULL, 0400);

/* Others run on this CPU as well, but the task gives it up only where it is preempted. */
static int read_on(void *unused)
{
	const u8 *from;

	while (!kthread_should_stop()) {
		from = smp_load_acquire(&parsed);
		if (from && memcmp(from, snapshot, SNAPSHOT))
			changes++;
		cond_resched();
	}
	return 0;
}

static int switch_reader(const char *text, const struct kernel_param *param)
{
	if (reader)
		kthread_stop(reader);
	reader = NULL;
	if (text[0] != '1')
		return 0;
	/* A kernel that does not preempt takes cond_resched() for the end of a reader. */
	if (!IS_ENABLED(CONFIG_TASKS_RCU))
		return -EOPNOTSUPP;
	changes = 0;
	parsed = NULL;
	reader = kthread_run(read_on, NULL, "callbacks");
	return PTR_ERR_OR_ZERO(reader);
}

static int tell_changes(char *text, const struct kernel_param *param)
{
	return sprintf(text, "%u\n", READ_ONCE(changes));
}

static const struct kernel_param_ops reader_ops = { .set = switch_reader, .get = tell_changes };
module_param_cb(reader, &reader_ops, NULL, 0600);

static int get_feature(const char *text, const struct kernel_param *param)
{
	hid_hw_request(bound, bound->report_enum[HID_FEATURE_REPORT].report_id_hash[1],
		       HID_REQ_GET_REPORT);
	return 0;
}

static const struct kernel_param_ops get_ops = { .set = get_feature };
module_param_cb(get, &get_ops, NULL, 0200);

MODULE_DESCRIPTION("A HID driver whose callbacks are under control, for tests");
MODULE_LICENSE("GPL");
