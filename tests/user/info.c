// SPDX-License-Identifier: GPL-2.0-only
/* hidbpf info: what it shows of a device with programs, and of an object. */
#include "lib/models.h"
#include "lib/programs.h"
#include "lib/tap.h"
#include "lib/tool.h"

#include <fcntl.h>
#include <linux/hidraw.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum { DONE, BAD_OBJECT = 5 };

static void check_said(const char *text)
{
	if (!strstr(tool_output(), text))
		FAIL("the output does not say \"%s\": %s", text, tool_output());
}

/* The output has one text followed by the other. */
static void check_order(const char *first, const char *second)
{
	const char *at = strstr(tool_output(), first);

	if (!at || !strstr(at, second))
		FAIL("no \"%s\" followed by \"%s\": %s", first, second, tool_output());
}

/* The text is followed by the seconds left of a trial of 5000. */
static void check_seconds_left(const char *text)
{
	const char *at = strstr(tool_output(), text);
	int left = at ? atoi(at + strlen(text)) : 0;

	if (left < 1 || left > 5000)
		FAIL("no seconds left after \"%s\": %s", text, tool_output());
}

static void count_runs(const char *enable)
{
	int fd = open("/proc/sys/kernel/bpf_stats_enabled", O_WRONLY);

	CHECK_EQ(write(fd, enable, 1), 1);
	close(fd);
}

static int info(struct device *dev, const char *option)
{
	return tool_run("hidbpf", "info", device_sysname(dev), option, NULL);
}

TEST(device, "hidbpf info shows a device, its programs in order, and both descriptors")
{
	struct device *dev = device_plug(&mouse);
	char path[1024], buf[8] = { 0 };
	int hidraw;

	CHECK_EQ(info(dev, NULL), DONE);
	check_said("1209:0001");
	check_said("Programs: none");
	check_said("Report descriptor, unchanged");
	object_path("refusing", path, sizeof(path));
	CHECK_EQ(tool_run("hidbpf", "attach", device_sysname(dev), path, NULL), DONE);
	device_wait_bound(dev, 1);
	CHECK_EQ(info(dev, NULL), DONE);
	check_said("bpf_stats_enabled=1");
	check_order("Report descriptor before", "Usage (Mouse)");
	check_order("Report descriptor after", "Usage (Pointer)");

	hidraw = device_hidraw(dev);
	count_runs("1");
	SEND(dev, 0, 5, 7);
	CHECK(device_try_send(dev, "\1", 1) <= 0);
	CHECK(ioctl(hidraw, HIDIOCGFEATURE(5), buf) < 0);
	CHECK_EQ(info(dev, "--json"), DONE);
	count_runs("0");
	check_order("\"ops\":\"refusing\"", "\"ops\":\"passing\"");
	check_order("\"object\":\"refusing\"", "\"hook\":\"hid_hw_request\"");
	check_order("\"name\":\"drop\"", "\"runs\":2");
	check_order("\"name\":\"pass\"", "\"runs\":");
	check_said("\"descriptor_before\":\"05010902");
	check_said("\"descriptor_after\":\"05010901");
	CHECK_EQ(tool_run("hidbpf", "detach", device_sysname(dev), NULL), DONE);
}

TEST(failures, "the module counts what programs drop and refuse; native HID-BPF does not")
{
	struct device *dev = device_plug(&mouse);
	char path[1024], buf[8] = { 0 };
	int hidraw;

	object_path("refusing", path, sizeof(path));
	CHECK_EQ(tool_run("hidbpf", "attach", device_sysname(dev), path, NULL), DONE);
	hidraw = device_hidraw(dev);
	SEND(dev, 0, 5, 7);
	device_try_send(dev, "\1\2\3", 3);
	device_try_send(dev, "\1\2\3", 3);
	CHECK(ioctl(hidraw, HIDIOCGFEATURE(5), buf) < 0);
	CHECK_EQ(info(dev, "--json"), DONE);
	if (module_is_loaded()) {
		check_order("\"ops\":\"refusing\"", "\"drops\":2,");
		check_order("\"ops\":\"refusing\"", "\"errors\":1\n");
		check_order("\"ops\":\"passing\"", "\"drops\":0,");
	} else {
		check_order("\"ops\":\"refusing\"", "\"drops\":null");
	}
	CHECK_EQ(tool_run("hidbpf", "detach", device_sysname(dev), NULL), DONE);
}

TEST(trial, "hidbpf list and info show objects on trial, and the seconds left")
{
	struct device *dev = device_plug(&mouse);
	char path[1024];

	object_path("swap_and_fixup", path, sizeof(path));
	CHECK_EQ(tool_run("hidbpf", "attach", "--trial", "5000", device_sysname(dev), path, NULL),
		 DONE);
	device_wait_bound(dev, 1);
	CHECK_EQ(tool_run("hidbpf", "list", NULL), DONE);
	check_order(device_sysname(dev), " swap_and_fixup ");
	check_seconds_left(" swap_and_fixup ");
	CHECK_EQ(tool_run("hidbpf", "list", "--json", NULL), DONE);
	check_order(device_sysname(dev), "\"swap_and_fixup\"");
	check_seconds_left("\"trial\": ");
	CHECK_EQ(info(dev, NULL), DONE);
	check_order("TRIAL\n", "swap_and_fixup");
	CHECK_EQ(info(dev, "--json"), DONE);
	check_order("\"object\":\"swap_and_fixup\"", "\"ops\":\"a_swap\"");
	check_order("\"ops\":\"a_swap\"", "\"ops\":\"b_fixup\"");
	check_seconds_left("\"trial\":");
	CHECK_EQ(tool_run("hidbpf", "keep", device_sysname(dev), NULL), DONE);
	CHECK_EQ(tool_run("hidbpf", "list", "--json", NULL), DONE);
	check_order(device_sysname(dev), "\"trial\": null");
	CHECK_EQ(info(dev, "--json"), DONE);
	check_said("\"trial\":null");
	CHECK_EQ(tool_run("hidbpf", "detach", device_sysname(dev), NULL), DONE);
}

TEST(object, "hidbpf info shows the devices of an object, its programs and its settings")
{
	struct device *dev = device_plug(&mouse);
	char path[1024];

	object_path("matching", path, sizeof(path));
	CHECK_EQ(tool_run("hidbpf", "info", path, NULL), DONE);
	check_said("b0003g0001v00001209p00000001");
	check_said(device_sysname(dev));
	check_order("hid_device_event", "swap_axes");
	check_said("none; the object accepts every device");
	check_said(
		"Devices: Test Mouse, Other?Mouse\nProblem: It moves.\nFixed:   in Linux 6.17\n");
	object_path("settings", path, sizeof(path));
	CHECK_EQ(tool_run("hidbpf", "info", path, NULL), DONE);
	check_order("scale_y", "1");
	check_order("direction", "FORWARD");
	object_path("picky", path, sizeof(path));
	CHECK_EQ(tool_run("hidbpf", "info", "--json", path, NULL), DONE);
	check_said("\"probe\":true");
	CHECK_EQ(tool_run("hidbpf", "info", "/proc/self/exe", NULL), BAD_OBJECT);
	CHECK_EQ(tool_run("hidbpf", "info", "no-such-object", NULL), BAD_OBJECT);
}
