// SPDX-License-Identifier: GPL-2.0-only
/* hidbpf auto, as udev calls it: which objects it chooses, and which devices it leaves alone. */
#include "lib/installed.h"
#include "lib/models.h"
#include "lib/mounts.h"
#include "lib/programs.h"
#include "lib/tap.h"
#include "lib/tool.h"

#include <fcntl.h>
#include <glob.h>
#include <limits.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum { DONE, BAD_USAGE = 2, NO_DEVICE = 4, BAD_OBJECT = 5, NOT_FOR_DEVICE = 7 };

static int automatic(struct device *dev)
{
	return tool_run("hidbpf", "auto", device_sysname(dev), NULL);
}

static void check_said(const char *text)
{
	if (!strstr(tool_output(), text))
		FAIL("the output does not say \"%s\": %s", text, tool_output());
}

static bool is_swapped(struct device *dev, int hidraw)
{
	unsigned char report[16];

	SEND(dev, 0, 5, 7);
	CHECK_EQ(read(hidraw, report, sizeof(report)), MOUSE_REPORT);
	return report[1] == 7;
}

TEST(best_one,
     "of objects with one stem, the highest number that accepts the device is attached, once")
{
	struct device *dev = device_plug(&mouse), *other = device_plug(&keyboard);
	int hidraw = device_hidraw(dev);

	installed_clear();
	installed_add("matching", INSTALLED_USR, "0010-Vendor__Mouse.bpf.o");
	installed_add("matching", INSTALLED_LOCAL, "0020-Vendor__mouse.bpf.o");
	installed_add("picky", INSTALLED_USR, "0030-Vendor__Mouse.bpf.o");
	installed_write(INSTALLED_ETC, "0040-Vendor__Mouse.bpf.o", "text");
	CHECK_EQ(automatic(other), DONE);
	CHECK_STR(tool_output(), "");
	CHECK(!device_has_pins(other, ""));
	CHECK_EQ(automatic(dev), DONE);
	CHECK_STR(tool_output(), "");
	CHECK(is_swapped(dev, hidraw));
	CHECK(device_has_pins(dev, "/0020-Vendor__mouse_bpf/swap"));
	CHECK(!device_has_pins(dev, "/0010-Vendor__Mouse_bpf"));
	CHECK_EQ(automatic(dev), DONE);
	CHECK(is_swapped(dev, hidraw));
	CHECK(!device_has_pins(dev, "/0010-Vendor__Mouse_bpf"));
	device_unplug(dev);
	CHECK_EQ(tool_run("hidbpf", "auto", "--remove", device_sysname(dev), NULL), DONE);
	CHECK(!device_has_pins(dev, ""));
	CHECK_EQ(tool_run("hidbpf", "auto", "--remove", device_sysname(dev), NULL), DONE);
	CHECK_EQ(automatic(dev), NO_DEVICE);
	installed_clear();
}

TEST(two_stems, "objects with different stems are attached together")
{
	struct device *dev = device_plug(&mouse);
	int hidraw = device_hidraw(dev);

	installed_clear();
	installed_add("matching", INSTALLED_USR, "0010-Vendor__Mouse.bpf.o");
	installed_add("matching", INSTALLED_USR, "0010-Vendor__Wheel.bpf.o");
	CHECK_EQ(automatic(dev), DONE);
	CHECK(device_has_pins(dev, "/0010-Vendor__Mouse_bpf/swap"));
	CHECK(device_has_pins(dev, "/0010-Vendor__Wheel_bpf/swap"));
	CHECK(!is_swapped(dev, hidraw));
	CHECK_EQ(tool_run("hidbpf", "detach", device_sysname(dev), "0010-Vendor__Wheel", NULL),
		 DONE);
	CHECK(is_swapped(dev, hidraw));
	CHECK_EQ(tool_run("hidbpf", "detach", device_sysname(dev), NULL), DONE);
	installed_clear();
}

#define INDEX "/run/hidbpf/matches"

/* Returns the length of the index, or 0 if it does not exist. */
static size_t read_index(char *data, size_t size)
{
	int fd = open(INDEX, O_RDONLY);
	ssize_t len = fd < 0 ? 0 : read(fd, data, size);

	if (fd >= 0)
		close(fd);
	CHECK(len >= 0 && (size_t)len < size);
	return len;
}

static void write_index(const char *data, size_t size)
{
	int fd = open(INDEX, O_WRONLY | O_TRUNC);

	CHECK_EQ(write(fd, data, size), size);
	close(fd);
}

/* Installs an object, always in the same file with the same size and time of modification. */
static void install_same(const char *object)
{
	const char *path = INSTALLED_USR "/0010-Vendor__Mouse.bpf.o";
	const struct timespec times[2] = { 0 };

	installed_add(object, INSTALLED_USR, "0010-Vendor__Mouse.bpf.o");
	CHECK_EQ(truncate(path, 100000), 0);
	CHECK_EQ(utimensat(AT_FDCWD, path, times, 0), 0);
}

/* Waits until the index has the objects: only those that have not changed for some seconds. */
static size_t fill_index(struct device *dev, char *data, size_t size)
{
	size_t empty, len;

	unlink(INDEX);
	CHECK_EQ(automatic(dev), DONE);
	empty = read_index(data, size);
	CHECK(empty > 0);
	CHECK_SOON(automatic(dev) == DONE && read_index(data, size) > empty);
	len = read_index(data, size);
	CHECK_STR(tool_output(), "");
	return len;
}

TEST(changed, "an object that has changed is read again, even if size and time are the same")
{
	struct device *dev = device_plug(&mouse);
	char data[4096];

	installed_clear();
	install_same("settings");
	fill_index(dev, data, sizeof(data));
	CHECK(!device_has_pins(dev, ""));
	install_same("matching");
	CHECK_EQ(automatic(dev), DONE);
	CHECK(device_has_pins(dev, "/0010-Vendor__Mouse_bpf/swap"));
	CHECK_EQ(tool_run("hidbpf", "detach", device_sysname(dev), NULL), DONE);
	installed_clear();
}

TEST(damaged_index, "a damaged index is replaced; if it cannot be written, nothing is left behind")
{
	struct device *dev = device_plug(&keyboard);
	char good[4096], bad[4096];
	glob_t left;
	size_t len;

	installed_clear();
	installed_add("matching", INSTALLED_USR, "0010-Vendor__Mouse.bpf.o");
	len = fill_index(dev, good, sizeof(good));
	for (size_t i = 0; i < len; i += 5) {
		memcpy(bad, good, len);
		bad[i] ^= 0x10;
		write_index(bad, i % 2 ? len : i + 1);
		CHECK_EQ(automatic(dev), DONE);
		CHECK_EQ(read_index(bad, sizeof(bad)), len);
		CHECK(!memcmp(bad, good, len));
	}
	CHECK_EQ(unlink(INDEX), 0);
	CHECK_EQ(mkdir(INDEX, 0700), 0);
	CHECK_EQ(automatic(dev), DONE);
	CHECK_STR(tool_output(), "");
	CHECK_EQ(glob(INDEX ".*", 0, NULL, &left), GLOB_NOMATCH);
	CHECK_EQ(rmdir(INDEX), 0);
	installed_clear();
}

/* As udev calls hidbpf, with the properties of the device in its environment. */
static void become_udev(struct device *dev, const char *property, const char *value)
{
	char link[128], path[PATH_MAX];

	snprintf(link, sizeof(link), "/sys/bus/hid/devices/%s", device_sysname(dev));
	CHECK(realpath(link, path) != NULL);
	setenv("ACTION", "add", 1);
	setenv("DEVPATH", path + strlen("/sys"), 1);
	setenv(property, value, 1);
}

static void check_left_alone(struct device *dev, const char *word)
{
	CHECK_EQ(automatic(dev), DONE);
	check_said("ignoring ");
	check_said(" because of ");
	check_said(word);
	CHECK(!device_has_pins(dev, ""));
}

TEST(left_alone, "a device with the udev property or listed in /etc/hid-bpf/ignore is ignored")
{
	struct device *dev = device_plug(&mouse);

	installed_clear();
	installed_add("matching", INSTALLED_USR, "0010-Vendor__Mouse.bpf.o");
	installed_write(INSTALLED_ETC, "ignore", "# mice\n\n 1209:0001 # this one\n");
	check_left_alone(dev, "/etc/hid-bpf/ignore");
	installed_write(INSTALLED_ETC, "ignore", "ABCD:0001\nhid:b0003g*v00001209p*\n");
	check_left_alone(dev, "/etc/hid-bpf/ignore");
	installed_clear();
	installed_add("matching", INSTALLED_USR, "0010-Vendor__Mouse.bpf.o");
	become_udev(dev, "HID_BPF_IGNORE_DEVICE", "1");
	check_left_alone(dev, "HID_BPF_IGNORE_DEVICE");
	unsetenv("HID_BPF_IGNORE_DEVICE");
	installed_write(INSTALLED_ETC, "ignore", "1209:0002\nmouse\nhid:b0005*\n");
	CHECK_EQ(automatic(dev), DONE);
	check_said("/etc/hid-bpf/ignore, line 2: \"mouse\"");
	CHECK(device_has_pins(dev, "/0010-Vendor__Mouse_bpf/swap"));
	CHECK_EQ(tool_run("hidbpf", "detach", device_sysname(dev), NULL), DONE);
	installed_clear();
}

TEST(kernel_parameter,
     "with the kernel parameter hidbpf.auto=off, nothing is attached automatically")
{
	struct device *dev = device_plug(&mouse);

	installed_clear();
	installed_add("matching", INSTALLED_USR, "0010-Vendor__Mouse.bpf.o");
	mounts_separate();
	mounts_replace_file("/proc/cmdline", "quiet hidbpf.auto=off ro\n");
	check_left_alone(dev, "the kernel parameter hidbpf.auto=off");
	mounts_replace_file("/proc/cmdline", "ro hidbpf.auto=off\n");
	check_left_alone(dev, "the kernel parameter hidbpf.auto=off");
	mounts_replace_file("/proc/cmdline", "nohidbpf.auto=off hidbpf.auto=official\n");
	CHECK_EQ(automatic(dev), DONE);
	CHECK(device_has_pins(dev, "/0010-Vendor__Mouse_bpf/swap"));
	CHECK_EQ(tool_run("hidbpf", "detach", device_sysname(dev), NULL), DONE);
	installed_clear();
}

TEST(removed_by_another, "another loader detaches our programs by removing their pins")
{
	struct device *dev = device_plug(&mouse);
	int hidraw = device_hidraw(dev);
	char path[256];

	skip_on_tracing("a pin only stands for what is attached");
	installed_clear();
	installed_add("matching", INSTALLED_USR, "0010-Vendor__Mouse.bpf.o");
	CHECK_EQ(automatic(dev), DONE);
	device_pins(dev, "/0010-Vendor__Mouse_bpf/swap", path, sizeof(path));
	CHECK_EQ(unlink(path), 0);
	CHECK_SOON(!is_swapped(dev, hidraw));
	device_pins(dev, "/0010-Vendor__Mouse_bpf", path, sizeof(path));
	CHECK_EQ(rmdir(path), 0);
	CHECK_EQ(automatic(dev), DONE);
	CHECK(is_swapped(dev, hidraw));
	CHECK_EQ(tool_run("hidbpf", "detach", device_sysname(dev), NULL), DONE);
	installed_clear();
}

static void check_properties(struct device *dev, const char *text)
{
	CHECK_EQ(tool_run("hidbpf", "auto", "--properties", device_sysname(dev), NULL), DONE);
	CHECK_STR(tool_output(), text);
}

#define AXIS "TESTS_AXIS=6 fields, 1:30 at 8-16 of 24, -127 to 127, in 1 1:2\n"

TEST(exported, "a program reads udev properties of its device, and udev gets those that it sets")
{
	struct device *dev = device_plug(&mouse), *other = device_plug(&mouse);
	char path[1024];

	installed_clear();
	installed_add("exporting", INSTALLED_USR, "0010-Vendor__Mouse.bpf.o");
	check_properties(dev, "");
	CHECK_EQ(automatic(dev), DONE);
	CHECK_STR(tool_output(), "");
	check_properties(dev, AXIS);
	check_properties(other, "");
	object_path("matching", path, sizeof(path));
	CHECK_EQ(tool_run("hidbpf", "attach", device_sysname(dev), path, NULL), DONE);
	CHECK_EQ(tool_run("hidbpf", "detach", device_sysname(dev), "Vendor__Mouse", NULL), DONE);
	check_properties(dev, "");
	CHECK(is_swapped(dev, device_hidraw(dev)));
	object_path("exporting", path, sizeof(path));
	CHECK_EQ(tool_run("hidbpf", "attach", "--set", "odd=1", device_sysname(other), path, NULL),
		 DONE);
	check_properties(
		other,
		"hidbpf: property TESTS_ODD ignored: its value is not a line of text\n" AXIS);
	device_unplug(other);
	CHECK_EQ(tool_run("hidbpf", "auto", "--remove", device_sysname(other), NULL), DONE);
	check_properties(other, "");
	CHECK_EQ(tool_run("hidbpf", "detach", device_sysname(dev), NULL), DONE);
	installed_clear();
}

/* What hidbpf doctor says about a device; "" if nothing. */
static const char *diagnosis(struct device *dev)
{
	static char line[256];
	const char *at;

	tool_run("hidbpf", "doctor", NULL);
	at = strstr(tool_output(), device_sysname(dev));
	snprintf(line, sizeof(line), "%.*s", at ? (int)strcspn(at, "\n") : 0, at ?: "");
	return line;
}

TEST(only_exported, "an object without programs sets udev properties until it is detached")
{
	struct device *dev = device_plug(&mouse), *other = device_plug(&keyboard);
	char path[1024];

	installed_clear();
	installed_add("only_exporting", INSTALLED_USR, "0010-Vendor__Mouse.bpf.o");
	CHECK_EQ(automatic(dev), DONE);
	CHECK_STR(tool_output(), "");
	CHECK_EQ(automatic(dev), DONE);
	check_properties(dev, "TESTS_KIND=mouse 45\n");
	CHECK_EQ(tool_run("hidbpf", "list", NULL), DONE);
	check_said(" 0010-Vendor__Mouse ");
	CHECK_EQ(tool_run("hidbpf", "info", device_sysname(dev), NULL), DONE);
	check_said("Udev properties are set by 0010-Vendor__Mouse\nPrograms: none\n");
	CHECK(strstr(diagnosis(dev), "has 0010-Vendor__Mouse attached") != NULL);
	CHECK_EQ(tool_run("hidbpf", "detach", device_sysname(dev), "Vendor__Mouse", NULL), DONE);
	check_properties(dev, "");
	CHECK(!device_has_pins(dev, ""));
	CHECK_EQ(tool_run("hidbpf", "list", NULL), DONE);
	CHECK(!strstr(tool_output(), "Vendor__Mouse"));
	object_path("only_exporting", path, sizeof(path));
	CHECK_EQ(tool_run("hidbpf", "info", path, NULL), DONE);
	check_said("Udev properties that it sets:\n  TESTS_KIND\n");
	CHECK_EQ(tool_run("hidbpf", "attach", device_sysname(other), path, NULL), NOT_FOR_DEVICE);
	CHECK_EQ(tool_run("hidbpf", "attach", "--trial=9", device_sysname(dev), path, NULL),
		 BAD_USAGE);
	check_said("nothing to try");
	CHECK_EQ(tool_run("hidbpf", "attach", device_sysname(dev), path, NULL), DONE);
	check_properties(dev, "TESTS_KIND=mouse 45\n");
	device_unplug(dev);
	CHECK_EQ(tool_run("hidbpf", "auto", "--remove", device_sysname(dev), NULL), DONE);
	CHECK(!device_has_pins(dev, ""));
	installed_clear();
}

TEST(older, "objects for HID-BPF before Linux 6.11 are no candidates; attach refuses them")
{
	struct device *dev = device_plug(&mouse);
	char path[1024];

	installed_clear();
	installed_add("older", INSTALLED_USR, "0009-Vendor__Mouse.bpf.o");
	CHECK_EQ(automatic(dev), DONE);
	CHECK_STR(tool_output(), "");
	CHECK_STR(diagnosis(dev), "");
	installed_add("picky", INSTALLED_USR, "0010-Vendor__Mouse.bpf.o");
	CHECK_EQ(automatic(dev), DONE);
	CHECK_STR(tool_output(), "");
	CHECK(strstr(diagnosis(dev), "its probe program rejected the device") != NULL);
	object_path("older", path, sizeof(path));
	CHECK_EQ(tool_run("hidbpf", "attach", device_sysname(dev), path, NULL), BAD_OBJECT);
	check_said("HID-BPF of Linux 6.3 to 6.10");
	check_said("docs/migrating.md");
	CHECK(!device_has_pins(dev, ""));
	CHECK_EQ(tool_run("hidbpf", "info", path, NULL), DONE);
	check_said("docs/migrating.md");
	check_said("hid_bpf_device_event older_event\n");
	check_said("hid_bpf_rdesc_fixup  older_fixup\n");
	check_said("hid_bpf_rdesc_fixup  older_sleeping_fixup\n");
	installed_clear();
}
