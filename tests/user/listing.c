// SPDX-License-Identifier: GPL-2.0-only
/* hidbpf list and programs, and the names by which a user selects devices and objects. */
#include "lib/installed.h"
#include "lib/models.h"
#include "lib/programs.h"
#include "lib/tap.h"
#include "lib/tool.h"

#include <unistd.h>

enum { DONE, BAD_USAGE = 2, NO_DEVICE = 4, BAD_OBJECT = 5 };

/* The rest of the output line that begins with this; "" if there is none. */
static const char *line_of(const char *begin)
{
	static char line[512];
	const char *found = strstr(tool_output(), begin);

	while (found && found > tool_output() && found[-1] != '\n')
		found = strstr(found + 1, begin);
	snprintf(line, sizeof(line), "%.*s", found ? (int)strcspn(found, "\n") : 0, found ?: "");
	return line;
}

static void check_line(const char *begin, const char *text)
{
	if (!strstr(line_of(begin), text))
		FAIL("the line of %s does not say \"%s\": %s", begin, text, tool_output());
}

static void check_said(const char *text)
{
	if (!strstr(tool_output(), text))
		FAIL("the output does not say \"%s\": %s", text, tool_output());
}

/* Path of an open node. */
static void path_of(int fd, char *path, size_t size)
{
	char link[64];
	ssize_t len;

	snprintf(link, sizeof(link), "/proc/self/fd/%d", fd);
	len = readlink(link, path, size - 1);
	CHECK(len > 0);
	path[len] = '\0';
}

/* hidbpf resolves the name to this device: it says that nothing is attached to it. */
static void check_name(const char *name, struct device *dev)
{
	CHECK_EQ(tool_run("hidbpf", "detach", name, NULL), NO_DEVICE);
	check_said("nothing is attached to ");
	check_said(device_sysname(dev));
}

TEST(names, "a device is selected by its sysname, its path in sysfs, its nodes, or its ids")
{
	struct device *dev = device_plug(&mouse);
	char path[256];

	check_name(device_sysname(dev), dev);
	snprintf(path, sizeof(path), "/sys/bus/hid/devices/%s", device_sysname(dev));
	check_name(path, dev);
	path_of(device_hidraw(dev), path, sizeof(path));
	check_name(path, dev);
	path_of(device_evdev(dev), path, sizeof(path));
	check_name(path, dev);
	check_name("1209:0001", dev);
}

TEST(ambiguous, "ids that match two devices are refused with the names of both")
{
	struct device *one = device_plug(&mouse), *two = device_plug(&mouse);

	CHECK_EQ(tool_run("hidbpf", "detach", "1209:0001", NULL), BAD_USAGE);
	check_said(device_sysname(one));
	check_said(device_sysname(two));
}

TEST(wrong_names, "names that match no HID device are refused with the reason")
{
	CHECK_EQ(tool_run("hidbpf", "detach", "1209:ABCD", NULL), NO_DEVICE);
	check_said("no HID device 1209:ABCD");
	CHECK_EQ(tool_run("hidbpf", "detach", "/dev/null", NULL), NO_DEVICE);
	check_said("/dev/null does not belong to a HID device");
	CHECK_EQ(tool_run("hidbpf", "detach", "/dev/hidraw99", NULL), NO_DEVICE);
	check_said("No such file");
	CHECK_EQ(tool_run("hidbpf", "detach", "/proc/version", NULL), NO_DEVICE);
}

TEST(list, "hidbpf list shows the devices, their drivers and the attached objects in order")
{
	struct device *dev = device_plug(&mouse);
	char path[1024];

	CHECK_EQ(tool_run("hidbpf", "list", NULL), DONE);
	check_line("DEVICE", "OBJECTS");
	check_line(device_sysname(dev), "USB");
	check_line(device_sysname(dev), "1209");
	check_line(device_sysname(dev), "hid-generic");
	object_path("swap_and_fixup", path, sizeof(path));
	CHECK_EQ(tool_run("hidbpf", "attach", device_sysname(dev), path, NULL), DONE);
	CHECK_EQ(tool_run("hidbpf", "list", NULL), DONE);
	check_line(device_sysname(dev), " swap_and_fixup");
	CHECK_EQ(tool_run("hidbpf", "list", "--json", NULL), DONE);
	check_said("\"devices\": [");
	check_said("\"swap_and_fixup\"");
	CHECK_EQ(tool_run("hidbpf", "detach", device_sysname(dev), NULL), DONE);
}

TEST(foreign, "hidbpf list shows programs of other loaders by the name of their ops")
{
	struct device *dev = device_plug(&mouse);

	skip_on_tracing("the kernel does not keep the name of ops");
	ops_on(dev, "swap", "swap");
	CHECK_EQ(tool_run("hidbpf", "list", NULL), DONE);
	check_line(device_sysname(dev), " swap");
}

TEST(programs, "hidbpf programs shows objects, their devices, and which of these are plugged in")
{
	struct device *dev = device_plug(&mouse), *other = device_plug(&keyboard);

	installed_clear();
	installed_add("matching", INSTALLED_USR, "0010-Vendor__Mouse.bpf.o");
	installed_add("swap", INSTALLED_USR, "0010-Vendor__Other.bpf.o");
	installed_add("matching", INSTALLED_ETC, "0020-Vendor__Mouse.bpf.o");
	installed_add("matching", INSTALLED_LOCAL, "0010-Vendor__Other.bpf.o");
	installed_write(INSTALLED_ETC, "0010-Not__Object.bpf.o", "text");
	CHECK_EQ(tool_run("hidbpf", "programs", NULL), DONE);
	check_line("0010-Vendor__Mouse.bpf.o", INSTALLED_USR);
	check_line("0010-Vendor__Mouse.bpf.o", "b0003g0001v00001209p00000001");
	check_said("b*g*v0000ABCDp*");
	check_line("0010-Vendor__Mouse.bpf.o", device_sysname(dev));
	check_line("0010-Vendor__Other.bpf.o", INSTALLED_LOCAL);
	check_line("0010-Not__Object.bpf.o", "not an object file");
	CHECK(!strstr(tool_output(), device_sysname(other)));
	CHECK(strstr(tool_output(), "0020-Vendor") < strstr(tool_output(), "0010-Vendor__Mouse"));
	CHECK_EQ(tool_run("hidbpf", "programs", "--json", NULL), DONE);
	check_said("\"b*g*v0000ABCDp*\"");
	installed_clear();
}

TEST(search, "hidbpf programs finds objects by their name, and by the names and IDs of devices")
{
	installed_clear();
	installed_add("matching", INSTALLED_USR, "0010-Vendor__Matching.bpf.o");
	installed_add("swap", INSTALLED_USR, "0010-Vendor__Swap.bpf.o");
	CHECK_EQ(tool_run("hidbpf", "programs", "test m", NULL), DONE);
	check_line("0010-Vendor__Matching.bpf.o", "Test Mouse");
	CHECK(!strstr(tool_output(), "Swap"));
	CHECK_EQ(tool_run("hidbpf", "programs", "SWAP", NULL), DONE);
	CHECK(!strstr(tool_output(), "Matching"));
	CHECK_EQ(tool_run("hidbpf", "programs", "swap", "mouse", NULL), BAD_OBJECT);
	CHECK_EQ(tool_run("hidbpf", "programs", "vendor", "1209:0001", NULL), DONE);
	check_line("0010-Vendor__Matching.bpf.o", INSTALLED_USR);
	CHECK(!strstr(tool_output(), "Swap"));
	CHECK_EQ(tool_run("hidbpf", "programs", "ABCD:1234", "--json", NULL), DONE);
	check_said("\"Test Mouse\"");
	CHECK_EQ(tool_run("hidbpf", "programs", "1209:0002", NULL), BAD_OBJECT);
	check_said("no installed object is for \"1209:0002\"");
	installed_clear();
}

TEST(not_installed, "hidbpf programs says which object that is not installed is for a device")
{
	installed_clear();
	CHECK_EQ(tool_run("hidbpf", "programs", "deco", "28bd:0803", NULL), BAD_OBJECT);
	check_said("0010-XPPen__Deco02.bpf.o is not installed; it is for: XP-Pen Deco 02; to "
		   "install it: make install");
	CHECK(!strstr(tool_output(), "Mini"));
	installed_write(INSTALLED_ETC, "0010-XPPen__Deco02.bpf.o", "");
	CHECK_EQ(tool_run("hidbpf", "programs", "28bd:0803", NULL), BAD_OBJECT);
	check_said("no installed object is for \"28bd:0803\"");
	installed_clear();
}

TEST(by_name, "hidbpf attach finds an object on the search path; by its stem, the highest number")
{
	struct device *dev = device_plug(&mouse);

	installed_clear();
	installed_add("not_hid", INSTALLED_USR, "0010-Vendor__Mouse.bpf.o");
	installed_add("swap", INSTALLED_USR, "0020-Vendor__Mouse.bpf.o");
	CHECK_EQ(tool_run("hidbpf", "attach", device_sysname(dev), "Vendor__Mouse", NULL), DONE);
	CHECK(device_has_pins(dev, "/0020-Vendor__Mouse_bpf/swap"));
	CHECK_EQ(tool_run("hidbpf", "attach", device_sysname(dev), "0010-Vendor__Mouse", NULL),
		 BAD_OBJECT);
	CHECK_EQ(tool_run("hidbpf", "attach", device_sysname(dev), "Vendor__Keyboard", NULL),
		 BAD_OBJECT);
	check_said("hidbpf programs");
	CHECK_EQ(tool_run("hidbpf", "detach", device_sysname(dev), "Vendor__Mouse", NULL), DONE);
	CHECK(!device_has_pins(dev, ""));
	installed_clear();
}
