// SPDX-License-Identifier: GPL-2.0-only
/* The options of hidbpf attach: settings, order, replacing, and trials with hidbpf keep. */
#include "lib/models.h"
#include "lib/programs.h"
#include "lib/tap.h"
#include "lib/tool.h"

#include <fcntl.h>
#include <glob.h>
#include <limits.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

enum { DONE, REFUSED, BAD_USAGE, NOT_PERMITTED, NO_DEVICE, ALREADY_ATTACHED = 8 };

/* Longer than any test. */
#define LONG "3600"

static void check_said(const char *text)
{
	if (!strstr(tool_output(), text))
		FAIL("the output does not say \"%s\": %s", text, tool_output());
}

/* Runs hidbpf attach with up to two options, each with a value, or "" without one. */
static int attach(struct device *dev, const char *object, const char *option, const char *value)
{
	char path[1024];

	object_path(object, path, sizeof(path));
	if (!option)
		return tool_run("hidbpf", "attach", device_sysname(dev), path, NULL);
	if (!*value)
		return tool_run("hidbpf", "attach", option, device_sysname(dev), path, NULL);
	return tool_run("hidbpf", "attach", option, value, device_sysname(dev), path, NULL);
}

static int detach(struct device *dev)
{
	return tool_run("hidbpf", "detach", device_sysname(dev), NULL);
}

TEST(settings, "--set sets settings of each kind, including a udev property")
{
	struct device *dev = device_plug(&mouse);
	int hidraw = device_hidraw(dev);
	char path[1024], link[128], devpath[PATH_MAX];

	object_path("settings", path, sizeof(path));
	snprintf(link, sizeof(link), "/sys/bus/hid/devices/%s", device_sysname(dev));
	CHECK(realpath(link, devpath) != NULL);
	setenv("ACTION", "add", 1);
	setenv("DEVPATH", devpath + strlen("/sys"), 1);
	setenv("MOUSE_MODEL", "M-3", 1);
	CHECK_EQ(tool_run("hidbpf", "attach", "--set", "add_x=-3", "--set", "direction=BACKWARD",
			  "--set", "scale_y=0b10", "--set", "first_button=yes", "--set", "text=abc",
			  "-s", "buttons=0x20,64", device_sysname(dev), path, NULL),
		 DONE);
	SEND(dev, 0, 5, 7);
	CHECK_REPORT(hidraw, 0x20 | 1 | 8 | 16, (unsigned char)-2, 14);
	SEND(dev, 1, 0, 0);
	CHECK_REPORT(hidraw, 64 | 1 | 8 | 16, 3, 0);
	CHECK_EQ(detach(dev), DONE);
	setenv("MOUSE_MODEL", "M-30", 1);
	CHECK_EQ(attach(dev, "settings", NULL, NULL), DONE);
	check_said("does not fit into UDEV_PROP_MOUSE_MODEL");
	SEND(dev, 0, 5, 7);
	CHECK_REPORT(hidraw, 0, 5, 7);
	CHECK_EQ(detach(dev), DONE);
}

static void check_bad_setting(struct device *dev, const char *setting, const char *reason)
{
	CHECK_EQ(attach(dev, "settings", "--set", setting), BAD_USAGE);
	check_said(reason);
	CHECK(!device_has_pins(dev, ""));
}

TEST(bad_settings, "unknown settings and invalid values are refused by name")
{
	struct device *dev = device_plug(&mouse);

	check_bad_setting(dev, "add_x", "\"add_x\" is not of the form NAME=VALUE");
	check_bad_setting(dev, "add_z=1", "has no variable add_z");
	check_bad_setting(dev, "add_x=128", "out of range");
	check_bad_setting(dev, "add_x=-129", "out of range");
	check_bad_setting(dev, "add_x=2x", "expected a number");
	check_bad_setting(dev, "add_x=", "expected a number");
	check_bad_setting(dev, "buttons=-1", "out of range");
	check_bad_setting(dev, "buttons=1,2,3,4,5", "more numbers than the array holds");
	check_bad_setting(dev, "first_button=maybe", "true or false");
	check_bad_setting(dev, "direction=SIDEWAYS", "enumerator");
	check_bad_setting(dev, "text=abcd", "the text does not fit");
	check_bad_setting(dev, "pair=1", "variables of this type cannot be set");
}

TEST(before, "--before puts programs before those already attached")
{
	struct device *dev = device_plug(&mouse);
	int hidraw = device_hidraw(dev);

	CHECK_EQ(attach(dev, "swap", NULL, NULL), DONE);
	CHECK_EQ(attach(dev, "settings", "--set", "add_x=1"), DONE);
	SEND(dev, 0, 5, 7);
	CHECK_REPORT(hidraw, 0, 8, 5);
	CHECK_EQ(tool_run("hidbpf", "detach", device_sysname(dev), "swap", NULL), DONE);
	CHECK_EQ(attach(dev, "swap", "--before", ""), DONE);
	SEND(dev, 0, 5, 7);
	CHECK_REPORT(hidraw, 0, 8, 5);
	CHECK_EQ(tool_run("hidbpf", "detach", device_sysname(dev), "swap", NULL), DONE);
	CHECK_EQ(attach(dev, "swap", NULL, NULL), DONE);
	SEND(dev, 0, 5, 7);
	CHECK_REPORT(hidraw, 0, 7, 6);
	CHECK_EQ(detach(dev), DONE);
}

TEST(replace,
     "--replace replaces an object in place, and keeps the old one if the new one is invalid")
{
	struct device *dev = device_plug(&mouse);
	int hidraw = device_hidraw(dev);
	char path[1024];

	object_path("settings", path, sizeof(path));
	CHECK_EQ(attach(dev, "settings", "--set", "add_x=1"), DONE);
	CHECK_EQ(tool_run("hidbpf", "attach", "--replace", "--set", "add_x=1000",
			  device_sysname(dev), path, NULL),
		 BAD_USAGE);
	SEND(dev, 0, 5, 7);
	CHECK_REPORT(hidraw, 0, 6, 7);
	CHECK_EQ(tool_run("hidbpf", "attach", "--replace", "--set", "add_x=2", device_sysname(dev),
			  path, NULL),
		 DONE);
	SEND(dev, 0, 5, 7);
	CHECK_REPORT(hidraw, 0, 7, 7);
	CHECK_EQ(detach(dev), DONE);
}

static bool is_swapped(struct device *dev, int hidraw)
{
	unsigned char report[16];

	SEND(dev, 0, 5, 7);
	CHECK_EQ(read(hidraw, report, sizeof(report)), MOUSE_REPORT);
	return report[1] == 7;
}

TEST(trial_kept, "an object on trial works, cannot be attached twice, and stays once it is kept")
{
	struct device *dev = device_plug(&mouse);
	int hidraw = device_hidraw(dev);

	CHECK_EQ(attach(dev, "swap", "--trial", LONG), DONE);
	check_said("hidbpf keep");
	CHECK(is_swapped(dev, hidraw));
	CHECK(!device_has_pins(dev, "/swap_bpf/swap"));
	CHECK_EQ(attach(dev, "swap", NULL, NULL), ALREADY_ATTACHED);
	CHECK_EQ(tool_run("hidbpf", "keep", device_sysname(dev), "other", NULL), NO_DEVICE);
	check_said("other is not on trial");
	CHECK_EQ(tool_run("hidbpf", "keep", device_sysname(dev), "swap", NULL), DONE);
	CHECK(device_has_pins(dev, "/swap_bpf/swap"));
	CHECK(is_swapped(dev, hidraw));
	CHECK_EQ(tool_run("hidbpf", "keep", device_sysname(dev), NULL), NO_DEVICE);
	check_said("nothing is on trial");
	CHECK_EQ(detach(dev), DONE);
	CHECK(!is_swapped(dev, hidraw));
}

TEST(trial_over, "an object on trial is detached when its time is over")
{
	struct device *dev = device_plug(&mouse);
	int hidraw = device_hidraw(dev);

	CHECK_EQ(attach(dev, "swap", "--trial", "1"), DONE);
	CHECK_SOON(!is_swapped(dev, hidraw));
	CHECK_SOON(!device_has_pins(dev, ""));
	CHECK_EQ(tool_run("hidbpf", "keep", device_sysname(dev), NULL), NO_DEVICE);
	CHECK_EQ(detach(dev), NO_DEVICE);
}

TEST(trial_detached, "an object on trial can be detached earlier")
{
	struct device *dev = device_plug(&mouse);
	int hidraw = device_hidraw(dev);

	CHECK_EQ(attach(dev, "swap", "--trial", LONG), DONE);
	CHECK_EQ(tool_run("hidbpf", "detach", device_sysname(dev), "swap", NULL), DONE);
	CHECK(!is_swapped(dev, hidraw));
	CHECK(!device_has_pins(dev, ""));
	CHECK_EQ(attach(dev, "swap", "--trial", "0"), BAD_USAGE);
	check_said("--trial");
}

/* The process that holds the only attachment on trial. */
static pid_t holder(void)
{
	struct flock lock = { .l_type = F_WRLCK };
	glob_t files;
	int fd;

	CHECK_EQ(glob("/run/hidbpf/trials/*", 0, NULL, &files), 0);
	CHECK_EQ(files.gl_pathc, 1);
	fd = open(files.gl_pathv[0], O_RDWR);
	CHECK_EQ(fcntl(fd, F_GETLK, &lock), 0);
	CHECK_EQ(lock.l_type, F_WRLCK);
	return lock.l_pid;
}

TEST(trial_killed, "an object on trial is detached even if hidbpf is killed")
{
	struct device *dev = device_plug(&mouse);
	int hidraw = device_hidraw(dev);

	CHECK_EQ(attach(dev, "swap", "--trial", LONG), DONE);
	CHECK(is_swapped(dev, hidraw));
	CHECK_EQ(kill(holder(), SIGKILL), 0);
	CHECK_SOON(!is_swapped(dev, hidraw));
	CHECK_EQ(tool_run("hidbpf", "keep", device_sysname(dev), NULL), NO_DEVICE);
	CHECK_EQ(attach(dev, "swap", NULL, NULL), DONE);
	CHECK(is_swapped(dev, hidraw));
	CHECK_EQ(detach(dev), DONE);
}

#define AT_ONCE 8

TEST(at_once, "of several hidbpf that attach an object at once, some on trial, one succeeds")
{
	struct device *dev = device_plug(&mouse);
	int hidraw = device_hidraw(dev), status, done = 0;
	pid_t pids[AT_ONCE];

	for (int i = 0; i < AT_ONCE; i++) {
		pids[i] = fork();
		if (!pids[i])
			_exit(attach(dev, "swap", i % 2 ? "--trial" : NULL, LONG));
	}
	for (int i = 0; i < AT_ONCE; i++) {
		CHECK_EQ(waitpid(pids[i], &status, 0), pids[i]);
		CHECK(WIFEXITED(status));
		if (WEXITSTATUS(status))
			CHECK_EQ(WEXITSTATUS(status), ALREADY_ATTACHED);
		done += !WEXITSTATUS(status);
	}
	CHECK_EQ(done, 1);
	CHECK(is_swapped(dev, hidraw));
	CHECK_EQ(detach(dev), DONE);
	CHECK(!is_swapped(dev, hidraw));
	CHECK(!device_has_pins(dev, ""));
}
