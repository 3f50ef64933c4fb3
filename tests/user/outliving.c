// SPDX-License-Identifier: GPL-2.0-only
/* Timers and work queues of programs, which must go on when hidbpf has ended. */
#include "lib/installed.h"
#include "lib/models.h"
#include "lib/programs.h"
#include "lib/tap.h"
#include "lib/tool.h"

#include <poll.h>
#include <unistd.h>

enum { DONE };

static void attach(struct device *dev, const char *object, const char *option)
{
	char path[1024];

	object_path(object, path, sizeof(path));
	if (tool_run("hidbpf", "attach", device_sysname(dev), path, option, NULL) != DONE)
		FAIL("%s", tool_output());
}

static void detach(struct device *dev)
{
	CHECK_EQ(tool_run("hidbpf", "detach", device_sysname(dev), NULL), DONE);
	CHECK(!device_has_pins(dev, ""));
}

static int ticks(struct device *dev, int hidraw)
{
	unsigned char report[16];

	SEND(dev, 0, 5, 7);
	CHECK_EQ(read(hidraw, report, sizeof(report)), MOUSE_REPORT);
	return report[1];
}

static void check_ticking(struct device *dev, int hidraw)
{
	int before = ticks(dev, hidraw);

	CHECK_SOON(ticks(dev, hidraw) != before);
}

TEST(timer, "a timer goes on after attach, attach --replace and auto have ended")
{
	struct device *dev = device_plug(&mouse);
	int hidraw = device_hidraw(dev);

	skip_unless_timers();
	attach(dev, "ticking", NULL);
	test_pause_ms(2000);
	check_ticking(dev, hidraw);
	CHECK(device_has_pins(dev, "/ticking_bpf/clocks"));
	attach(dev, "ticking", "--replace");
	check_ticking(dev, hidraw);
	detach(dev);
	installed_clear();
	installed_add("ticking", INSTALLED_USR, "0010-Vendor__Mouse.bpf.o");
	CHECK_EQ(tool_run("hidbpf", "auto", device_sysname(dev), NULL), DONE);
	check_ticking(dev, hidraw);
	device_unplug(dev);
	CHECK_EQ(tool_run("hidbpf", "auto", "--remove", device_sysname(dev), NULL), DONE);
	CHECK(!device_has_pins(dev, ""));
	installed_clear();
}

TEST(timer_on_trial, "a timer goes on during a trial, and when the object is kept")
{
	struct device *dev = device_plug(&mouse);
	int hidraw = device_hidraw(dev);

	skip_unless_timers();
	attach(dev, "ticking", "--trial=3600");
	check_ticking(dev, hidraw);
	CHECK_EQ(tool_run("hidbpf", "keep", device_sysname(dev), NULL), DONE);
	check_ticking(dev, hidraw);
	detach(dev);
}

static void wait_for_report(int hidraw)
{
	struct pollfd pollfd = { .fd = hidraw, .events = POLLIN };

	CHECK_EQ(poll(&pollfd, 1, test_patience(5000)), 1);
}

TEST(work, "work that a timer starts injects a report after attach has ended")
{
	struct device *dev = device_plug(&mouse);
	int hidraw = device_hidraw(dev);

	skip_unless_wq();
	skip_unless_timers();
	attach(dev, "echoing", NULL);
	test_pause_ms(1000);
	SEND(dev, 0, 5, 7);
	CHECK_REPORT(hidraw, 0, 5, 7);
	wait_for_report(hidraw);
	CHECK_REPORT(hidraw, 0, 42, 43);
	CHECK(device_has_pins(dev, "/echoing_bpf/hid_bpf_async_ctx_map"));
	detach(dev);
}
