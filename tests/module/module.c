// SPDX-License-Identifier: GPL-2.0-only
/* The module: when it can be unloaded, and when it redirects functions. Not for native HID-BPF. */
#include "bpf/shared.h"
#include "lib/kmod.h"
#include "lib/kmsg.h"
#include "lib/models.h"
#include "lib/programs.h"
#include "lib/tap.h"
#include "lib/traffic.h"
#include "lib/transcript.h"

#include <fcntl.h>
#include <unistd.h>

static const char native[] = "native HID-BPF is not a module";

TEST(not_entered, "functions of hid-core are redirected only while a device has programs")
{
	struct device *dev = device_plug(&mouse);
	struct ops ops;

	skip_on_native(native);
	skip_on_driver("hid-core is not entered by ftrace");
	CHECK_SOON(!kmod_is_entered());
	ops = ops_load(dev, "events", "event");
	CHECK(!kmod_is_entered());
	ops_attach(&ops);
	CHECK(kmod_is_entered());
	ops_detach(&ops);
	CHECK_SOON(!kmod_is_entered());
}

TEST(others_plain,
     "devices without programs behave as without the module, while another device has some")
{
	struct device *dev;

	skip_on_native(native);
	dev = device_plug(&mouse);
	ops_on(dev, "single", "all");
	CHECK(kmod_is_entered());
	transcript_check();
	CHECK(kmod_is_entered());
}

TEST(not_entered_after_unplug,
     "no function is redirected once the last device with programs is unplugged")
{
	struct device *dev = device_plug(&mouse);
	struct ops ops;

	skip_on_native(native);
	skip_on_driver("hid-core is not entered by ftrace");
	ops = ops_on(dev, "events", "event");
	CHECK(kmod_is_entered());
	device_unplug(dev);
	CHECK_SOON(!kmod_is_entered());
	ops_detach(&ops);
	CHECK(!kmod_is_entered());
}

TEST(refused_attach_leaves, "a refused attach leaves no function redirected")
{
	struct device *dev = device_plug(&mouse);
	struct ops ops;

	skip_on_native(native);
	CHECK_SOON(!kmod_is_entered());
	ops = ops_load(dev, "events", "event");
	device_unplug(dev);
	CHECK_EQ(ops_try_attach(&ops), -EINVAL);
	CHECK_SOON(!kmod_is_entered());
}

TEST(unload_refused,
     "unloading is refused while a program is attached: EAGAIN; the program stays attached")
{
	struct device *dev = device_plug(&mouse);
	struct ops ops;

	skip_on_native(native);
	ops = ops_on(dev, "events", "event");
	CHECK_EQ(kmod_unload(), -EAGAIN);
	SEND(dev, 0, 1, 2);
	CHECK_EQ(OPS_VAR(&ops, struct seen, "seen")->runs, 1);
	device_unplug(dev);
	CHECK_EQ(kmod_unload(), -EAGAIN);
}

TEST(unload_after_detach,
     "unloading works soon after the last program is detached, with the device plugged in")
{
	struct device *dev = device_plug(&mouse);
	int hidraw = device_hidraw(dev);
	struct ops ops;

	skip_on_native(native);
	ops = ops_on(dev, "events", "event");
	SEND(dev, 0, 1, 2);
	CHECK_REPORT(hidraw, 0, 1, 2);
	ops_detach(&ops);
	hidbpf_object_close(ops.object);
	CHECK_SOON(!kmod_unload());
	SEND(dev, 0, 5, 7);
	CHECK_REPORT(hidraw, 0, 5, 7);
	CHECK_EQ(kmod_load(), 0);
}

TEST(unload_after_fixup, "a device that had a descriptor fixup still works after unloading")
{
	struct device *dev = device_plug(&mouse);
	int hidraw;
	struct ops ops;

	skip_on_native(native);
	ops = ops_on(dev, "rdesc", "fixup");
	ops_detach(&ops);
	hidbpf_object_close(ops.object);
	CHECK_SOON(!kmod_unload());
	hidraw = device_hidraw(dev);
	SEND(dev, 0, 5, 7);
	CHECK_REPORT(hidraw, 0, 5, 7);
	CHECK_EQ(device_unbind(dev), 0);
	CHECK_EQ(device_bind(dev, "hid-generic"), 0);
	hidraw = device_hidraw(dev);
	SEND(dev, 0, 5, 7);
	CHECK_REPORT(hidraw, 0, 5, 7);
	CHECK_EQ(kmod_load(), 0);
}

TEST(unload_in_traffic, "loading, attaching, detaching and unloading during traffic of all kinds")
{
	struct device *dev = device_plug(&combo), *keys = device_plug(&keyboard);
	struct traffic *reports, *requests, *leds;

	skip_on_native(native);
	device_answer(dev, 1, "\1\2\3\4\5", 5);
	reports = traffic_reports(dev, "\1\0\5\7", 4);
	requests = traffic_requests(device_hidraw(dev), "\1\2\3\4\5", 5);
	leds = traffic_leds(device_evdev(keys));
	for (int round = 0; round < 3; round++) {
		struct ops ops = ops_on(round & 1 ? keys : dev, "single", "all");

		usleep(round * 1000);
		ops_detach(&ops);
		hidbpf_object_close(ops.object);
		CHECK_SOON(!kmod_unload());
		CHECK_EQ(kmod_load(), 0);
	}
	CHECK(traffic_stop(reports) > 0);
	CHECK(traffic_stop(requests) > 0);
	CHECK(traffic_stop(leds) > 0);
}

TEST(unload_after_work, "unloading is refused or waits while bpf_wq work of a program is pending")
{
	struct device *dev = device_plug(&combo);
	struct ops ops;

	skip_on_native(native);
	skip_unless_wq();
	ops = ops_on(dev, "async", "by_wq");
	device_answer(dev, 1, "\1\2\3\4\5", 5);
	SEND(dev, 1, 0, 4, 6);
	ops_detach(&ops);
	hidbpf_object_close(ops.object);
	CHECK_SOON(!kmod_unload());
	CHECK_EQ(kmod_load(), 0);
}

static int set_ftrace_enabled(const char *value)
{
	int fd = open("/proc/sys/kernel/ftrace_enabled", O_WRONLY | O_CLOEXEC), err;

	CHECK(fd >= 0);
	err = write(fd, value, 1) < 0 ? -errno : 0;
	close(fd);
	return err;
}

TEST(ftrace_switched_off, "kernel.ftrace_enabled=0 is refused while programs are attached: EBUSY")
{
	struct device *dev = device_plug(&mouse);
	struct ops ops;

	skip_on_native(native);
	skip_on_driver("hid-core is not entered by ftrace");
	/* On newer kernels never. */
	if (set_ftrace_enabled("0") == -EOPNOTSUPP)
		test_skip("this kernel does not let anybody disable ftrace");
	CHECK_EQ(set_ftrace_enabled("1"), 0);
	ops = ops_on(dev, "events", "event");
	CHECK_EQ(set_ftrace_enabled("0"), -EBUSY);
	SEND(dev, 0, 1, 2);
	CHECK_EQ(OPS_VAR(&ops, struct seen, "seen")->runs, 1);
	ops_detach(&ops);
}

static void refuse_to_attach(struct ops *ops, int times)
{
	for (int i = 0; i < times; i++)
		CHECK(ops_try_attach(ops) < 0);
}

TEST(log_is_bounded, "attaching again and again what is refused does not fill the kernel log")
{
	bool driver = kmod_enters_by("driver");
	struct device *dev = device_plug(&mouse);
	struct ops ops;
	char lines[8192];
	int count;

	skip_on_native(native);
	if (!driver && set_ftrace_enabled("0"))
		test_skip("this kernel does not let anybody disable ftrace");
	ops = ops_load(dev, "single", driver ? "only_request" : "only_event");
	kmsg_lines("hid_bpf_compat: cannot ", lines, sizeof(lines));
	refuse_to_attach(&ops, 60);
	count = kmsg_lines("hid_bpf_compat: cannot ", lines, sizeof(lines));
	if (!driver)
		CHECK_EQ(set_ftrace_enabled("1"), 0);
	CHECK(count > 0 && count < 30);
}
