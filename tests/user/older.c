// SPDX-License-Identifier: GPL-2.0-only
/* Devices with programs for the kernel's older HID-BPF, that of Linux 6.3 to 6.10. */
#include "bpf/attach_older.h"
#include "lib/installed.h"
#include "lib/models.h"
#include "lib/programs.h"
#include "lib/tap.h"
#include "lib/tool.h"

#include "../../module/uapi/hid_bpf_compat.h"

#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

enum { DONE };

/* A device and an object that matches it: what the other loader attaches comes first or later. */
static struct device *dev;
static int hidraw;
static char path[1024];

static struct hid_bpf_compat_older count(void)
{
	struct hid_bpf_compat_older older = { .size = sizeof(older), .hid_id = device_id(dev) };
	int fd = open(HID_BPF_COMPAT_DEVICE, O_RDWR | O_CLOEXEC);

	if (fd < 0)
		test_skip("this kernel has no older HID-BPF");
	if (ioctl(fd, HID_BPF_COMPAT_IOC_OLDER, &older)) {
		CHECK_EQ(errno, ENOTTY);
		test_skip("this kernel has no older HID-BPF");
	}
	close(fd);
	return older;
}

static void set_up(void)
{
	dev = device_plug(&mouse);
	hidraw = device_hidraw(dev);
	CHECK_EQ(count().nr_events + count().nr_fixups, 0);
	installed_clear();
	installed_add("matching", INSTALLED_USR, "0010-Vendor__Mouse.bpf.o");
	object_path("swap", path, sizeof(path));
}

/* Loads one program of an object, without hidbpf. Returns its file descriptor. */
static int load(const char *name, const char *wanted)
{
	struct bpf_program *program, *found = NULL;
	struct bpf_object *object;
	char file[1024];

	object_path(name, file, sizeof(file));
	object = bpf_object__open_file(file, NULL);
	CHECK(object != NULL);
	bpf_object__for_each_program(program, object) {
		bool is_wanted = !strcmp(bpf_program__name(program), wanted);

		bpf_program__set_autoload(program, is_wanted);
		found = is_wanted ? program : found;
	}
	CHECK_EQ(bpf_object__load(object), 0);
	return bpf_program__fd(found);
}

/* Attaches a program of older.bpf.c as another loader does. Returns its link. */
static int attach_older(const char *program)
{
	struct attach_older args = {
		.prog_fd = load("older", program),
		.hid_id = device_id(dev),
		.link = -1,
	};
	LIBBPF_OPTS(bpf_test_run_opts, opts, .ctx_in = &args, .ctx_size_in = sizeof(args));

	CHECK_EQ(bpf_prog_test_run_opts(load("attach_older", "attach_older"), &opts), 0);
	CHECK(args.link >= 0);
	return args.link;
}

/* The same, with a pin where udev-hid-bpf makes one. */
static void attach_pinned(const char *program)
{
	char pin[PATH_MAX];
	int link = attach_older(program);

	mkdir("/sys/fs/bpf/hid", 0700);
	device_pins(dev, "", pin, sizeof(pin));
	mkdir(pin, 0700);
	device_pins(dev, "/0009-Vendor__Mouse_bpf", pin, sizeof(pin));
	mkdir(pin, 0700);
	snprintf(pin + strlen(pin), sizeof(pin) - strlen(pin), "/%s", program);
	CHECK_EQ(bpf_obj_pin(link, pin), 0);
	close(link);
}

static int run(const char *command, const char *argument)
{
	return tool_run("hidbpf", command, device_sysname(dev), argument, NULL);
}

static void check_said(const char *text)
{
	if (!strstr(tool_output(), text))
		FAIL("the output does not say \"%s\": %s", text, tool_output());
}

static bool said(const char *text)
{
	return strstr(tool_output(), text);
}

static void check_swapped(bool swapped)
{
	SEND(dev, 0, 5, 7);
	if (swapped)
		CHECK_REPORT(hidraw, 0, 7, 5);
	else
		CHECK_REPORT(hidraw, 0, 5, 7);
}

#define ONE_EVENT \
	"1 program for the kernel's older HID-BPF (1 for events, 0 for the report descriptor)"
#define BOTH "2 programs for the kernel's older HID-BPF (1 for events, 1 for the report descriptor)"

TEST(left_alone, "hidbpf auto leaves a device to another loader whose programs it has")
{
	int link;

	set_up();
	link = attach_older("older_event");
	CHECK_EQ(count().nr_events, 1);
	CHECK_EQ(run("auto", NULL), DONE);
	check_said("leaving ");
	check_said(" to another loader, which attached " ONE_EVENT "\n");
	CHECK(!device_has_pins(dev, ""));
	check_swapped(false);
	tool_run("hidbpf", "doctor", NULL);
	check_said("matches, but another loader has attached " ONE_EVENT "\n");
	close(link);
	CHECK_SOON(!count().nr_events);
	CHECK_EQ(run("auto", NULL), DONE);
	CHECK_STR(tool_output(), "");
	check_swapped(true);
	CHECK_EQ(run("detach", NULL), DONE);
	installed_clear();
}

TEST(came_later, "hidbpf auto detaches its object if another loader has come later")
{
	set_up();
	CHECK_EQ(run("attach", path), DONE);
	CHECK_EQ(run("auto", NULL), DONE);
	CHECK(device_has_pins(dev, "/0010-Vendor__Mouse_bpf"));
	check_swapped(false); /* twice */
	attach_older("older_event");
	CHECK_EQ(run("auto", NULL), DONE);
	check_said("detaching 0010-Vendor__Mouse.bpf.o from ");
	CHECK(!device_has_pins(dev, "/0010-Vendor__Mouse_bpf"));
	check_swapped(true); /* by what the user attached */
	CHECK_EQ(run("detach", NULL), DONE);
	installed_clear();
}

TEST(by_hand, "hidbpf attach attaches beside programs of another loader, and says so")
{
	set_up();
	CHECK_EQ(run("attach", path), DONE);
	CHECK_STR(tool_output(), "");
	CHECK_EQ(run("detach", NULL), DONE);
	attach_older("older_event");
	CHECK_EQ(run("attach", path), DONE);
	check_said(" also has " ONE_EVENT
		   ", attached by another loader; to list them: hidbpf info ");
	check_swapped(true);
	CHECK_EQ(run("detach", NULL), DONE);
}

TEST(listed, "hidbpf list and info show programs of another loader, by name if they are pinned")
{
	set_up();
	CHECK_EQ(tool_run("hidbpf", "list", NULL), DONE);
	CHECK(!said("OLDER"));
	CHECK_EQ(run("info", NULL), DONE);
	CHECK(!said("older"));
	attach_pinned("older_event");
	attach_older("older_fixup");
	device_wait_bound(dev, 1);
	CHECK_EQ(count().nr_fixups, 1);

	CHECK_EQ(tool_run("hidbpf", "list", NULL), DONE);
	check_said("OLDER");
	check_said("0009-Vendor__Mouse\n");
	check_said("1 not pinned\n");
	CHECK_EQ(tool_run("hidbpf", "list", "--json", NULL), DONE);
	check_said("\"0009-Vendor__Mouse\", \"1 not pinned\"");
	CHECK_EQ(run("info", NULL), DONE);
	check_said("Programs: none\nAlso " BOTH ", attached by another loader:\n");
	check_said("\n0009-Vendor__Mouse older_event hid_bpf_device_event ");
	check_said("Report descriptor before: unknown");
	CHECK_EQ(run("info", "--json"), DONE);
	check_said("\"older_programs\":{\n");
	check_said("\"events\":1,");
	check_said("\"fixups\":1,");
	check_said("\"object\":\"0009-Vendor__Mouse\",\n");
	check_said("\"hook\":\"hid_bpf_device_event\",\n");
	tool_as_user(1000);
	CHECK_EQ(run("info", "--json"), DONE);
	check_said("\"older_programs\":null");
	CHECK_EQ(run("info", NULL), DONE);
	check_said("Programs: shown only to root\n");
	CHECK(!said("older"));
	tool_as_user(0);
}

TEST(detached, "hidbpf detach detaches programs that another loader pinned")
{
	set_up();
	attach_pinned("older_event");
	attach_pinned("older_fixup");
	device_wait_bound(dev, 1);
	CHECK_EQ(run("detach", "0009-Vendor__Mouse"), DONE);
	CHECK_SOON(!count().nr_events && !count().nr_fixups);
	CHECK(!device_has_pins(dev, ""));
	CHECK_EQ(run("auto", NULL), DONE);
	CHECK_STR(tool_output(), "");
	CHECK_EQ(run("detach", NULL), DONE);
	installed_clear();
}
