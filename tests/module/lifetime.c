// SPDX-License-Identifier: GPL-2.0-only
/* Devices and programs that come and go at any moment, even during traffic. */
#include "../../module/uapi/hid_bpf_compat.h"
#include "bpf/shared.h"
#include "lib/kmod.h"
#include "lib/models.h"
#include "lib/programs.h"
#include "lib/tap.h"
#include "lib/traffic.h"

#include <fcntl.h>
#include <linux/hidraw.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <unistd.h>

#define KEPT_PIN "/sys/fs/bpf/kept"
#define SEEN(_ops) OPS_VAR(_ops, struct seen, "seen")

/* The order of two things differs from round to round. */
static void vary(int round)
{
	usleep(round * 37 % 11 * 200);
}

struct unplugging {
	struct device *dev;
	unsigned int delay_us;
};

static void unplug(void *arg)
{
	struct unplugging *unplugging = arg;

	usleep(unplugging->delay_us);
	device_unplug(unplugging->dev);
}

static void detach(void *ops)
{
	ops_detach(ops);
}

TEST(unplug_attached,
     "a device is unplugged with ops of all kinds attached; they are detached later")
{
	struct device *dev = device_plug(&combo);
	struct ops event = ops_on(dev, "events", "event"),
		   requests = ops_on(dev, "requests", "both");
	struct ops fixup = ops_on(dev, "rdesc", "fixup");

	device_unplug(dev);
	ops_detach(&event);
	ops_detach(&requests);
	ops_detach(&fixup);
}

TEST(unplugged_cannot_attach, "ops of an unplugged device cannot be attached again after detaching")
{
	struct device *dev = device_plug(&mouse);
	struct ops ops = ops_on(dev, "events", "event");

	device_unplug(dev);
	ops_detach(&ops);
	CHECK_EQ(ops_try_attach(&ops), -EINVAL);
}

TEST(next_device_is_plain, "a device plugged in after one with programs has no programs")
{
	struct device *dev = device_plug(&mouse);
	struct ops ops = ops_on(dev, "events", "event");
	int hidraw;

	device_unplug(dev);
	dev = device_plug(&mouse);
	hidraw = device_hidraw(dev);
	SEND(dev, 0, 1, 2);
	CHECK_REPORT(hidraw, 0, 1, 2);
	CHECK_EQ(SEEN(&ops)->runs, 0);
}

TEST(unplug_with_open_nodes, "unplugging with open nodes and attached ops: applications get errors")
{
	struct device *dev = device_plug(&combo);
	int hidraw = device_hidraw(dev), evdev = device_evdev(dev);
	unsigned char buf[5] = { 1 };
	struct input_event event;

	ops_on(dev, "events", "event");
	ops_on(dev, "requests", "both");
	device_unplug(dev);
	CHECK(write(hidraw, buf, sizeof(buf)) < 0);
	CHECK(ioctl(hidraw, HIDIOCGFEATURE(5), buf) < 0);
	CHECK(read(evdev, &event, sizeof(event)) < 0 && errno == ENODEV);
}

TEST(context_outlives_device, "a program that holds a context of a device while it is unplugged")
{
	struct device *dev = device_plug(&combo), *other = device_plug(&combo);
	int hidraw = device_hidraw(dev);
	struct ops ops = ops_on(dev, "kfuncs", "calling_in_request");
	volatile struct in_request *seen = OPS_VAR(&ops, struct in_request, "in_request");

	seen->other_hid = device_id(other);
	CHECK_EQ(ioctl(hidraw, HIDIOCSFEATURE(5), "\1\6\7\x8\x9"), 5);
	CHECK_EQ(seen->other_id, device_id(other));
	device_unplug(other);
	CHECK_EQ(ioctl(hidraw, HIDIOCSFEATURE(5), "\1\6\7\x8\x9"), 5);
	CHECK_EQ(seen->runs, 2);
}

static void race_unplug(const struct model *model, const char *object, const char *name)
{
	int attached = 0, err;

	skip_on_native("native HID-BPF attaches to a device it has cleaned up, and crashes");
	for (int round = 0; round < 5; round++) {
		struct device *dev = device_plug(model);
		struct ops ops = ops_load(dev, object, name);
		struct unplugging unplugging = { .dev = dev, .delay_us = round * 6000 };
		struct racer *racer = race_start(unplug, &unplugging);

		err = ops_try_attach(&ops);
		race_join(racer);
		CHECK(err == 0 || err == -EINVAL);
		attached += !err;
		if (!err)
			ops_detach(&ops);
		hidbpf_object_close(ops.object);
	}
	test_note("attached in %d of 5 rounds", attached);
}

TEST(attach_races_unplug,
     "attaching while the device is being unplugged succeeds or is refused: EINVAL")
{
	race_unplug(&combo, "events", "event");
}

TEST(fixup_races_unplug, "attaching a descriptor fixup while the device is being unplugged")
{
	race_unplug(&mouse, "rdesc", "fixup");
}

static int count_attached(int hid_id)
{
	struct hidbpf_attached *list;
	int count = hidbpf_attached_list(&list), found = 0;

	CHECK(count >= 0);
	for (int i = 0; i < count; i++)
		found += list[i].hid_id == hid_id;
	free(list);
	return found;
}

/* The descriptor is parsed again meanwhile, which leaves time for unplugging. */
TEST(keep_races_unplug, "pinning while the device is being unplugged leaves no pin behind")
{
	int kept = 0, err;

	skip_on_struct_ops("what is kept there ends with its pin");
	for (int round = 0; round < 20; round++) {
		struct device *dev = device_plug(&mouse);
		struct ops ops = ops_load(dev, "rdesc", "fixup");
		struct unplugging unplugging = { .dev = dev, .delay_us = round * 1000 };
		struct racer *racer = race_start(unplug, &unplugging);

		err = hidbpf_ops_keep(ops.hid, KEPT_PIN);
		race_join(racer);
		CHECK(err == 0 || err == -EINVAL);
		kept += !err;
		if (!err)
			CHECK_EQ(unlink(KEPT_PIN), 0);
		CHECK_SOON(!count_attached(device_id(dev)));
		hidbpf_object_close(ops.object);
	}
	test_note("kept in %d of 20 rounds", kept);
}

static void rebind(void *dev)
{
	CHECK_EQ(device_unbind(dev), 0);
	CHECK_EQ(device_bind(dev, "callbacks"), 0);
}

struct keeping {
	__u32 id;
	int err;
};

static void keep(void *arg)
{
	struct keeping *keeping = arg;
	int fd = open(HID_BPF_COMPAT_DEVICE, O_RDWR | O_CLOEXEC);

	keeping->err = ioctl(fd, HID_BPF_COMPAT_IOC_KEEP, &keeping->id) ? -errno : 0;
	close(fd);
}

/* Keeping waits for another device that is being probed, and closing for keeping. */
TEST(keep_races_close, "a link that is kept while it is being closed stays attached")
{
	struct device *dev, *slow;
	struct model model = mouse;
	struct keeping keeping;
	struct racer *probing, *racer;
	struct ops ops;

	skip_on_struct_ops("what is kept there ends with its pin");
	kmod_need("callbacks");
	model.product = CALLBACKS_PRODUCT;
	slow = device_plug(&model);
	ops_on(slow, "events", "event");
	dev = device_plug(&mouse);
	ops = ops_on(dev, "events", "event");
	CHECK_EQ(kmod_set("callbacks", "parse_ms", "1500"), 0);
	probing = race_start(rebind, slow);
	usleep(500000);
	keeping.id = hidbpf_link_id(ops.link);
	racer = race_start(keep, &keeping);
	usleep(300000);
	ops_detach(&ops);
	race_join(racer);
	race_join(probing);
	CHECK_EQ(kmod_set("callbacks", "parse_ms", "0"), 0);
	CHECK_EQ(keeping.err, 0);
	CHECK_EQ(count_attached(device_id(dev)), 1);
	SEND(dev, 0, 1, 2);
	CHECK_EQ(SEEN(&ops)->runs, 1);
}

/*
 * Reads all reports; each must be the original or the changed one. Returns how many are changed.
 */
static int read_flood(int hidraw, int *plain)
{
	unsigned char report[8];
	int changed = 0;

	while (read(hidraw, report, sizeof(report)) == 3) {
		CHECK(!report[0] && report[2] == 7);
		CHECK(report[1] == 5 || report[1] == 53);
		*plain += report[1] == 5;
		changed += report[1] == 53;
	}
	return changed;
}

TEST(detach_in_flood,
     "attaching and detaching in a flood of reports: each report is original or changed")
{
	struct device *dev = device_plug(&mouse);
	int hidraw = device_hidraw(dev), plain = 0;
	struct ops ops = ops_load(dev, "events", "event");
	struct traffic *traffic = traffic_reports(dev, "\0\5\7", 3);

	OPS_VAR(&ops, struct event_act, "act")->mark_at = 1;
	OPS_VAR(&ops, struct event_act, "act")->mark = 3;
	for (int round = 0; round < 25; round++) {
		ops_attach(&ops);
		vary(round % 3);
		if (round % 5 == 0)
			CHECK_SOON(read_flood(hidraw, &plain) > 0);
		ops_detach(&ops);
		read_flood(hidraw, &plain);
	}
	CHECK(traffic_stop(traffic) > 0);
	CHECK(plain > 0);
}

TEST(many_loops, "attaching and detaching many times leaves nothing behind")
{
	struct device *dev = device_plug(&mouse);
	int hidraw = device_hidraw(dev);
	struct ops ops = ops_load(dev, "events", "event");

	for (int round = 0; round < 150; round++) {
		ops_attach(&ops);
		ops_detach(&ops);
	}
	SEND(dev, 0, 1, 2);
	CHECK_EQ(SEEN(&ops)->runs, 0);
	CHECK_REPORT(hidraw, 0, 1, 2);
}

static void attach_and_detach(void *ops)
{
	for (int round = 0; round < 15; round++) {
		ops_attach(ops);
		ops_detach(ops);
	}
}

TEST(two_at_once, "two threads attach to and detach from one device, in a flood of reports")
{
	struct device *dev = device_plug(&combo);
	struct ops event = ops_load(dev, "events", "event"),
		   both = ops_load(dev, "requests", "both");
	int hidraw = device_hidraw(dev);
	struct traffic *reports = traffic_reports(dev, "\1\0\5\7", 4);
	struct traffic *requests = traffic_requests(hidraw, "\1\2\3\4\5", 5);
	struct racer *racers[2];

	device_answer(dev, 1, "\1\2\3\4\5", 5);
	racers[0] = race_start(attach_and_detach, &event);
	racers[1] = race_start(attach_and_detach, &both);
	race_join(racers[0]);
	race_join(racers[1]);
	CHECK(traffic_stop(reports) > 0);
	CHECK(traffic_stop(requests) > 0);
}

TEST(unplug_in_traffic,
     "unplugging while applications write, read features and switch LEDs, with ops attached")
{
	for (int round = 0; round < 3; round++) {
		struct device *dev = device_plug(&numbered_keyboard);
		struct ops ops = ops_on(dev, "single", "all");
		struct traffic *leds = traffic_leds(device_evdev(dev));
		struct traffic *requests = traffic_requests(device_hidraw(dev), "\3\1", 2);

		vary(round);
		device_unplug(dev);
		traffic_stop(leds);
		traffic_stop(requests);
		ops_detach(&ops);
		hidbpf_object_close(ops.object);
	}
}

static void get_feature(void *hidraw)
{
	unsigned char buf[5] = { 1 };

	CHECK(ioctl(*(int *)hidraw, HIDIOCGFEATURE(5), buf) < 0);
}

TEST(unplug_in_request, "unplugging while the device owes a reply: the application gets an error")
{
	struct device *dev = device_plug(&combo);
	int hidraw = device_hidraw(dev);
	struct ops ops = ops_on(dev, "requests", "both");
	struct host_request got;
	struct racer *racer;

	device_mute(dev, true);
	racer = race_start(get_feature, &hidraw);
	CHECK(device_next_request(dev, &got, 5000));
	device_unplug(dev);
	race_join(racer);
	CHECK_EQ(OPS_VAR(&ops, struct seen, "seen_request")->runs, 1);
	ops_detach(&ops);
}

static void set_feature(void *hidraw)
{
	CHECK_EQ(ioctl(*(int *)hidraw, HIDIOCSFEATURE(5), "\1\6\7\x8\x9"), 5);
}

TEST(detach_sleeping, "a program is detached while it sleeps in a request that it made")
{
	struct device *dev = device_plug(&combo);
	int hidraw = device_hidraw(dev);
	struct ops ops = ops_on(dev, "requests", "both");
	volatile struct request_act *act = OPS_VAR(&ops, struct request_act, "act_request");
	struct racer *application, *detaching;
	struct host_request got;

	act->nested = 1;
	device_mute(dev, true);
	application = race_start(set_feature, &hidraw);
	CHECK(device_next_request(dev, &got, 5000));
	detaching = race_start(detach, &ops);
	test_pause_ms(50);
	device_mute(dev, false);
	race_join(application);
	race_join(detaching);
	CHECK_EQ(act->nested_ret, 4);
}

TEST(unplug_sleeping, "a device is unplugged while a program sleeps in a request to it")
{
	struct device *dev = device_plug(&combo);
	int hidraw = device_hidraw(dev);
	struct ops ops = ops_on(dev, "requests", "both");
	struct host_request got;
	struct racer *racer;

	OPS_VAR(&ops, struct request_act, "act_request")->nested = 1;
	device_mute(dev, true);
	racer = race_start(get_feature, &hidraw);
	CHECK(device_next_request(dev, &got, 5000));
	device_unplug(dev);
	race_join(racer);
	CHECK(OPS_VAR(&ops, struct request_act, "act_request")->nested_ret < 0);
	ops_detach(&ops);
}

TEST(work_after_unplug, "bpf_wq work of a program for a device that is unplugged meanwhile")
{
	skip_unless_wq();
	for (int round = 0; round < 3; round++) {
		struct device *dev = device_plug(&combo);
		struct ops ops = ops_on(dev, "async", "by_wq");

		device_mute(dev, true);
		SEND(dev, 1, 0, 1, 2);
		vary(round);
		device_unplug(dev);
		ops_detach(&ops);
		hidbpf_object_close(ops.object);
	}
}

TEST(reprobe_in_flood, "descriptor fixups come and go in a flood of reports")
{
	struct device *dev = device_plug(&mouse);
	struct ops event = ops_on(dev, "events", "event"), fixup = ops_load(dev, "rdesc", "fixup");
	struct traffic *traffic = traffic_reports(dev, "\0\5\7", 3);

	for (int round = 0; round < 8; round++) {
		ops_attach(&fixup);
		ops_detach(&fixup);
	}
	CHECK(traffic_stop(traffic) > 0);
	device_wait_bound(dev, 0);
	SEEN(&event)->runs = 0;
	SEND(dev, 0, 1, 2);
	CHECK_EQ(SEEN(&event)->runs, 1);
	CHECK_EQ(OPS_VAR(&fixup, struct seen, "seen")->runs, 8);
}

TEST(rebind_in_flood, "the driver is unbound and bound again in a flood of reports")
{
	struct device *dev = device_plug(&mouse);
	struct ops ops = ops_on(dev, "events", "event");
	struct traffic *traffic = traffic_reports(dev, "\0\5\7", 3);

	for (int round = 0; round < 8; round++) {
		CHECK_EQ(device_unbind(dev), 0);
		CHECK_EQ(device_bind(dev, "hid-generic"), 0);
	}
	CHECK(traffic_stop(traffic) > 0);
	SEEN(&ops)->runs = 0;
	SEND(dev, 0, 1, 2);
	CHECK_EQ(SEEN(&ops)->runs, 1);
}

TEST(killed, "programs are detached when the process that attached them dies")
{
	struct device *dev = device_plug(&mouse);
	int hidraw = device_hidraw(dev), fds[2];
	unsigned char report[3] = { 0 };
	char byte;

	CHECK_EQ(pipe(fds), 0);
	if (!fork()) {
		struct ops ops = ops_load(dev, "events", "event");

		OPS_VAR(&ops, struct event_act, "act")->mark_at = 1;
		ops_attach(&ops);
		SEND(dev, 0, 1, 2);
		_exit(0);
	}
	close(fds[1]);
	CHECK_EQ(read(fds[0], &byte, 1), 0);
	CHECK_EQ(read(hidraw, report, sizeof(report)), 3);
	CHECK_EQ(report[1], 10);
	CHECK_SOON((device_send(dev, "\0\5\7", 3),
		    read(hidraw, report, sizeof(report)) == 3 && report[1] == 5));
}
