// SPDX-License-Identifier: GPL-2.0-only
/* The loader: hidbpf attach and detach, as a user runs them. */
#include "lib/models.h"
#include "lib/programs.h"
#include "lib/tap.h"
#include "lib/tool.h"

#include <unistd.h>

/* Exit codes of hidbpf --help. */
enum {
	DONE,
	REFUSED,
	BAD_USAGE,
	NOT_PERMITTED,
	NO_DEVICE,
	BAD_OBJECT,
	NO_HID_BPF,
	NOT_FOR_DEVICE,
	ALREADY_ATTACHED
};

/* Runs a command of hidbpf on a device and an object of the tests. Returns the exit code. */
static int hidbpf(const char *command, struct device *dev, const char *object)
{
	char path[1024] = "";

	if (object)
		object_path(object, path, sizeof(path));
	return tool_run("hidbpf", command, device_sysname(dev), object ? path : NULL, NULL);
}

/* The output of hidbpf contains this. */
static void check_said(const char *text)
{
	if (!strstr(tool_output(), text))
		FAIL("the output does not say \"%s\": %s", text, tool_output());
}

/* Whether the "swap" object changes the report 5, 7. */
static void check_swapped(struct device *dev, int hidraw, bool swapped)
{
	SEND(dev, 0, 5, 7);
	if (swapped)
		CHECK_REPORT(hidraw, 0, 7, 5);
	else
		CHECK_REPORT(hidraw, 0, 5, 7);
}

TEST(attach_and_detach, "an attachment outlives hidbpf attach; hidbpf detach ends it")
{
	struct device *dev = device_plug(&mouse);
	int hidraw = device_hidraw(dev);

	check_swapped(dev, hidraw, false);
	CHECK_EQ(hidbpf("attach", dev, "swap"), DONE);
	CHECK_STR(tool_output(), "");
	check_swapped(dev, hidraw, true);
	CHECK(device_has_pins(dev, "/swap_bpf/swap"));
	CHECK_EQ(hidbpf("detach", dev, "swap"), DONE);
	check_swapped(dev, hidraw, false);
	CHECK(!device_has_pins(dev, ""));
}

TEST(detach_by_name, "hidbpf detach takes an object's name without directory and suffix")
{
	struct device *dev = device_plug(&mouse);
	int hidraw = device_hidraw(dev);

	CHECK_EQ(hidbpf("attach", dev, "swap"), DONE);
	CHECK_EQ(tool_run("hidbpf", "detach", device_sysname(dev), "swap", NULL), DONE);
	check_swapped(dev, hidraw, false);
}

TEST(detach_everything, "hidbpf detach without an object detaches all of them")
{
	struct device *dev = device_plug(&mouse);
	int hidraw = device_hidraw(dev);

	CHECK_EQ(hidbpf("attach", dev, "swap"), DONE);
	CHECK_EQ(hidbpf("attach", dev, "events"), DONE);
	CHECK_EQ(hidbpf("detach", dev, NULL), DONE);
	check_swapped(dev, hidraw, false);
	CHECK(!device_has_pins(dev, ""));
	CHECK_EQ(hidbpf("detach", dev, NULL), NO_DEVICE);
}

TEST(two_objects, "two objects on one device are detached one by one")
{
	struct device *dev = device_plug(&mouse);
	int hidraw = device_hidraw(dev);

	CHECK_EQ(hidbpf("attach", dev, "swap"), DONE);
	CHECK_EQ(hidbpf("attach", dev, "events"), DONE);
	CHECK_EQ(hidbpf("detach", dev, "events"), DONE);
	check_swapped(dev, hidraw, true);
	CHECK_EQ(hidbpf("detach", dev, "swap"), DONE);
}

TEST(already_attached, "attaching an object twice is refused and leaves it attached once")
{
	struct device *dev = device_plug(&mouse);
	int hidraw = device_hidraw(dev);

	CHECK_EQ(hidbpf("attach", dev, "swap"), DONE);
	CHECK_EQ(hidbpf("attach", dev, "swap"), ALREADY_ATTACHED);
	check_said("attached to");
	check_said("hidbpf detach");
	check_swapped(dev, hidraw, true);
	CHECK_EQ(hidbpf("detach", dev, "swap"), DONE);
	check_swapped(dev, hidraw, false);
}

TEST(all_or_nothing, "if the second of two ops is refused, nothing of the object stays attached")
{
	struct device *dev = device_plug(&mouse);
	int hidraw = device_hidraw(dev);
	struct ops fixup = ops_on(dev, "rdesc", "fixup");

	device_wait_bound(dev, 0);
	hidraw = device_hidraw(dev);
	CHECK_EQ(hidbpf("attach", dev, "swap_and_fixup"), REFUSED);
	check_said(device_sysname(dev));
	check_said("report descriptor");
	check_swapped(dev, hidraw, false);
	CHECK(!device_has_pins(dev, ""));
	ops_detach(&fixup);
	CHECK_EQ(hidbpf("attach", dev, "swap_and_fixup"), DONE);
	hidraw = device_hidraw(dev);
	check_swapped(dev, hidraw, true);
	CHECK(device_has_pins(dev, "/swap_and_fixup_bpf/a_swap"));
	CHECK(device_has_pins(dev, "/swap_and_fixup_bpf/b_fixup"));
	CHECK_EQ(hidbpf("detach", dev, "swap_and_fixup"), DONE);
}

TEST(probe_decides, "an object is attached only to devices that its probe program accepts")
{
	struct device *wanted = device_plug(&mouse), *other = device_plug(&keyboard);
	int hidraw = device_hidraw(wanted);

	CHECK_EQ(hidbpf("attach", other, "probing"), NOT_FOR_DEVICE);
	check_said("rejected");
	CHECK(!device_has_pins(other, ""));
	CHECK_EQ(hidbpf("attach", wanted, "probing"), DONE);
	check_swapped(wanted, hidraw, true);
	CHECK_EQ(hidbpf("detach", wanted, "probing"), DONE);
}

TEST(unplugged, "pins of a device that was unplugged can be detached")
{
	struct device *dev = device_plug(&mouse);

	CHECK_EQ(hidbpf("attach", dev, "swap"), DONE);
	device_unplug(dev);
	CHECK(device_has_pins(dev, "/swap_bpf"));
	CHECK_EQ(hidbpf("detach", dev, NULL), DONE);
	CHECK(!device_has_pins(dev, ""));
}

TEST(no_such_device, "an absent device is reported by name, and nothing is done")
{
	device_plug(&mouse);
	CHECK_EQ(tool_run("hidbpf", "attach", "0003:1234:5678.ABCD", "x.bpf.o", NULL), NO_DEVICE);
	check_said("no HID device 0003:1234:5678.ABCD");
	CHECK_EQ(tool_run("hidbpf", "detach", "0003:1234:5678.ABCD", NULL), NO_DEVICE);
	CHECK_EQ(tool_run("hidbpf", "attach", "mouse0", "x.bpf.o", NULL), BAD_USAGE);
	check_said("mouse0");
}

TEST(bad_objects, "files that are not HID-BPF objects are refused with the reason")
{
	struct device *dev = device_plug(&mouse);
	char path[1024];

	CHECK_EQ(hidbpf("attach", dev, "missing"), BAD_OBJECT);
	check_said("No such file");
	CHECK_EQ(tool_run("hidbpf", "attach", device_sysname(dev), "/proc/self/exe", NULL),
		 BAD_OBJECT);
	object_path("not_hid", path, sizeof(path));
	CHECK_EQ(tool_run("hidbpf", "attach", device_sysname(dev), path, NULL), BAD_OBJECT);
	check_said("hid_bpf_ops");
	object_path("undefined", path, sizeof(path));
	CHECK_EQ(tool_run("hidbpf", "attach", device_sysname(dev), path, NULL), BAD_OBJECT);
	check_said("it uses not_there, which is neither defined in it nor declared");
	CHECK_EQ(hidbpf("attach", dev, "single"), BAD_OBJECT);
	check_said(".struct_ops.link");
	CHECK(!device_has_pins(dev, ""));
}

TEST(verifier_log,
     "a program that the kernel refuses is named with the reason; --verbose shows the log")
{
	struct device *dev = device_plug(&mouse);
	char path[1024];

	CHECK_EQ(hidbpf("attach", dev, "broken"), REFUSED);
	check_said("cannot load");
	check_said("the kernel refused program unchecked: R0 invalid mem access");
	check_said("at \"data[3] = 1;\"");
	check_said("hidbpf attach --verbose");
	CHECK(!strstr(tool_output(), "PROG LOAD LOG"));
	object_path("broken", path, sizeof(path));
	CHECK_EQ(tool_run("hidbpf", "attach", "--verbose", device_sysname(dev), path, NULL),
		 REFUSED);
	check_said("program unchecked: R0 invalid mem access");
	check_said("PROG LOAD LOG");
	/* Not the module's aliases for the object's types and functions. */
	check_said("ptr_hid_bpf_ctx");
	CHECK(!strstr(tool_output(), "hbc_bpf_"));
	CHECK(!device_has_pins(dev, ""));
}

TEST(mistaken_objects, "programs in two hooks or in none are refused by name")
{
	struct device *dev = device_plug(&mouse);

	CHECK_EQ(hidbpf("attach", dev, "two_hooks"), BAD_OBJECT);
	check_said("the program twice in two hooks, hid_device_event and hid_hw_output_report");
	CHECK_EQ(hidbpf("attach", dev, "unused"), REFUSED);
	check_said("no hid_bpf_ops uses its program forgotten");
	CHECK(!device_has_pins(dev, ""));
}

TEST(store_refused, "a store that tracing programs may not make is named as the reason")
{
	struct device *dev = device_plug(&mouse);

	skip_on_struct_ops("programs can store to the context");
	CHECK_EQ(hidbpf("attach", dev, "storing"), REFUSED);
	check_said("the kernel refused program on_event_storing: it writes to the context or the "
		   "device, which this kernel does not allow from tracing programs");
	check_said("at \"hctx->size = act.new_size;\"");
	CHECK(!device_has_pins(dev, ""));
}

TEST(own_types,
     "ops need no member but hid_id; their type may be a variant, and shows the kernel's hooks")
{
	struct device *dev = device_plug(&mouse);
	int hidraw = device_hidraw(dev);
	char path[1024];

	CHECK_EQ(hidbpf("attach", dev, "own_types"), DONE);
	CHECK_STR(tool_output(), "");
	SEND(dev, 0, 5, 7);
	CHECK_REPORT(hidraw, 0, 7, 10);
	CHECK_EQ(hidbpf("detach", dev, "own_types"), DONE);
	if (hidbpf_front_end() == HIDBPF_TRACING)
		return;
	object_path("own_types", path, sizeof(path));
	CHECK_EQ(tool_run("hidbpf", "attach", "--before", device_sysname(dev), path, NULL),
		 REFUSED);
	check_said("the struct of doubling has no member flags");
}

TEST(comparing, "a program compares bytes")
{
	struct device *dev = device_plug(&mouse);
	int hidraw = device_hidraw(dev);

	CHECK_EQ(hidbpf("attach", dev, "comparing"), DONE);
	SEND(dev, 0, 5, 7);
	CHECK_REPORT(hidraw, 4, 5, 7);
	SEND(dev, 0, 5, 6);
	CHECK_REPORT(hidraw, 1, 5, 6);
	SEND(dev, 0, 6, 6);
	CHECK_REPORT(hidraw, 2, 6, 6);
	CHECK_EQ(hidbpf("detach", dev, "comparing"), DONE);
}

TEST(tables, "a program reads constants of any size")
{
	struct device *dev = device_plug(&mouse);
	int hidraw = device_hidraw(dev);
	char path[1024];

	CHECK_EQ(hidbpf("attach", dev, "tables"), DONE);
	SEND(dev, 1, 5, 7);
	CHECK_REPORT(hidraw, 1, 5 + 2 + 20, 7);
	CHECK_EQ(hidbpf("detach", dev, "tables"), DONE);
	object_path("more_tables", path, sizeof(path));
	CHECK_EQ(
		tool_run("hidbpf", "attach", "--set", "setting=3", device_sysname(dev), path, NULL),
		DONE);
	SEND(dev, 1, 5, 7);
	CHECK_REPORT(hidraw, 1, 5 + 20 + 50 + 3, 7);
	CHECK_EQ(hidbpf("detach", dev, "more_tables"), DONE);
}

static void remove_pin(struct device *dev, const char *below)
{
	char path[256];

	device_pins(dev, below, path, sizeof(path));
	CHECK_EQ(unlink(path), 0);
}

TEST(pin_lost,
     "a program attached through the module's device is detached even if its pin was lost")
{
	struct device *dev = device_plug(&mouse);
	int hidraw = device_hidraw(dev);

	skip_on_struct_ops("a link without its pin is gone");
	CHECK_EQ(hidbpf("attach", dev, "swap"), DONE);
	remove_pin(dev, "/swap_bpf/swap");
	check_swapped(dev, hidraw, true);
	CHECK_EQ(tool_run("hidbpf", "list", NULL), DONE);
	check_said(" unnamed ");
	CHECK_EQ(hidbpf("detach", dev, NULL), DONE);
	check_swapped(dev, hidraw, false);
	CHECK_EQ(hidbpf("detach", dev, NULL), NO_DEVICE);
}

TEST(kept_until_unplugged,
     "a program attached through the module's device is detached with the HID device")
{
	struct device *dev = device_plug(&mouse);
	int id = device_id(dev);

	skip_on_struct_ops("there is no such device");
	CHECK_EQ(hidbpf("attach", dev, "swap"), DONE);
	device_unplug(dev);
	CHECK_EQ(hidbpf_detach_pathless(id), 0);
	CHECK_EQ(hidbpf("detach", dev, NULL), DONE);
}

TEST(not_root, "without root privileges hidbpf says that they are needed")
{
	struct device *dev = device_plug(&mouse);

	tool_as_user(1000);
	CHECK_EQ(hidbpf("attach", dev, "swap"), NOT_PERMITTED);
	check_said("root");
	CHECK_EQ(hidbpf("detach", dev, "swap"), NOT_PERMITTED);
}

TEST(usage, "--help prints the usage; invalid command lines are refused")
{
	CHECK_EQ(tool_run("hidbpf", "--help", NULL), DONE);
	check_said("Usage: hidbpf COMMAND");
	check_said("  attach ");
	check_said("Exit status:");
	CHECK_EQ(tool_run("hidbpf", "attach", "--help", NULL), DONE);
	check_said("Usage: hidbpf attach [OPTION]... DEVICE OBJECT");
	CHECK_EQ(tool_run("hidbpf", "attach", "--frobnicate", "x", "y", NULL), BAD_USAGE);
	check_said("--frobnicate");
	CHECK_EQ(tool_run("hidbpf", NULL), BAD_USAGE);
	CHECK_EQ(tool_run("hidbpf", "attach", NULL), BAD_USAGE);
	CHECK_EQ(tool_run("hidbpf", "detach", NULL), BAD_USAGE);
	CHECK_EQ(tool_run("hidbpf", "frobnicate", NULL), BAD_USAGE);
	check_said("frobnicate");
}
