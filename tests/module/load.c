// SPDX-License-Identifier: GPL-2.0-only
/* Refused loading of the module: an error, one line in the kernel log, nothing left behind. */
#include "bpf/shared.h"
#include "lib/kmod.h"
#include "lib/kmsg.h"
#include "lib/models.h"
#include "lib/programs.h"
#include "lib/tap.h"
#include "lib/tool.h"
#include "lib/traffic.h"

#include <fcntl.h>
#include <unistd.h>

/*
 * Loading a file fails with err and one line that contains this text; the module is not loaded.
 */
static void check_load_refused(const char *file, const char *parameters, int err, const char *text)
{
	char lines[2048];
	int count;

	kmsg_lines("hid_bpf_compat: ", lines, sizeof(lines));
	CHECK_EQ(kmod_load_with(file, parameters), err);
	count = kmsg_lines("hid_bpf_compat: ", lines, sizeof(lines));
	/* Messages of the kernel about any out-of-tree module. */
	if (strstr(lines, "loading out-of-tree module taints kernel"))
		count--;
	if (strstr(lines, "module verification failed"))
		count--;
	if (count != 1 || !strstr(lines, text))
		FAIL("the log has %d lines: %s", count, lines);
	CHECK(!module_is_loaded());
}

static void check_loads(void)
{
	CHECK_EQ(kmod_load(), 0);
	CHECK_SOON(!kmod_unload());
	CHECK(!kmod_is_entered());
}

TEST(rival, "another module redirects a function of hid-core: EBUSY, and its redirection stays")
{
	CHECK_EQ(kmod_load_file("rival.ko"), 0);
	CHECK(kmod_is_entered_at("hid_hw_output_report"));
	check_load_refused("hid_bpf_compat.ko", "intercept=ftrace", -EBUSY,
			   "cannot intercept hid-core");
	CHECK(kmod_is_entered_at("hid_hw_output_report"));
	CHECK(!kmod_is_entered_at("input_report"));
	CHECK_EQ(kmod_unload_name("rival"), 0);
	CHECK(!kmod_is_entered());
	check_loads();
}

TEST(rival_fallback,
     "with intercept=auto the module then uses the callbacks of drivers, and logs it")
{
	struct device *dev = device_plug(&mouse);
	char lines[2048];
	struct ops ops;

	CHECK_EQ(kmod_load_file("rival.ko"), 0);
	kmsg_lines("hid_bpf_compat: ", lines, sizeof(lines));
	CHECK_EQ(kmod_load(), 0);
	CHECK_EQ(kmsg_lines("hid_bpf_compat: falling back to driver callbacks", lines,
			    sizeof(lines)),
		 1);
	CHECK(kmod_enters_by("driver"));
	ops = ops_on(dev, "events", "event");
	SEND(dev, 0, 1, 2);
	CHECK_EQ(OPS_VAR(&ops, struct seen, "seen")->runs, 1);
	ops_detach(&ops);
	hidbpf_object_close(ops.object);
	CHECK_SOON(!kmod_unload());
	CHECK_EQ(kmod_unload_name("rival"), 0);
	check_loads();
}

TEST(inlined, "a function of hid-core that its caller does not call is not intercepted: ENOENT")
{
	check_load_refused("inlined.ko", "intercept=ftrace", -ENOENT,
			   "the compiler may have inlined the function __hid_request");
	check_loads();
}

TEST(bad_parameter, "an unknown value of intercept is refused with the known ones")
{
	check_load_refused("hid_bpf_compat.ko", "intercept=kprobe", -EINVAL,
			   "auto, ftrace or driver");
	check_loads();
}

TEST(ftrace_off, "with ftrace disabled, loading is refused; with ftrace enabled again, it works")
{
	int fd = open("/proc/sys/kernel/ftrace_enabled", O_WRONLY | O_CLOEXEC);

	CHECK(fd >= 0);
	CHECK_EQ(pwrite(fd, "0", 1, 0), 1);
	check_load_refused("hid_bpf_compat.ko", "intercept=ftrace", -EBUSY, "ftrace_enabled");
	CHECK_EQ(pwrite(fd, "1", 1, 0), 1);
	check_loads();
}

TEST(no_btf, "a module without BTF is refused with an error that says what to do")
{
	check_load_refused("no-btf.ko", "", -ENOEXEC, "BTF");
	CHECK(!kmod_is_entered());
	check_loads();
}

TEST(foreign_btf, "a module with BTF for another kernel is refused")
{
	check_load_refused("foreign-btf.ko", "", -ENOEXEC, "BTF");
	CHECK(!kmod_is_entered());
	check_loads();
}

TEST(older_native, "a module for a kernel without HID-BPF is refused beside the older one: ENODEV")
{
	CHECK_EQ(kmod_load_file("older.ko"), 0);
	check_load_refused("hid_bpf_compat.ko", "", -ENODEV,
			   "older HID-BPF of Linux 6.3 to 6.10 (CONFIG_HID_BPF=y), but");
	CHECK_EQ(tool_run("hidbpf", "doctor", NULL), 1);
	CHECK(strstr(tool_output(), "has the older HID-BPF of Linux 6.3 to 6.10"));
	CHECK_EQ(kmod_unload_name("older"), 0);
	CHECK_EQ(tool_run("hidbpf", "doctor", NULL), 1);
	CHECK(strstr(tool_output(), "has no HID-BPF"));
	check_loads();
}

TEST(relocatable, "a module for another build of the same release is loaded, and programs work")
{
	struct device *dev = device_plug(&mouse);
	struct ops ops;

	CHECK_EQ(kmod_load_file("relocatable.ko"), 0);
	ops = ops_on(dev, "events", "event");
	SEND(dev, 0, 1, 2);
	CHECK_EQ(OPS_VAR(&ops, struct seen, "seen")->runs, 1);
	ops_detach(&ops);
	hidbpf_object_close(ops.object);
	/* These write to the context and to the device. */
	ops = ops_on(dev, "storing", "storing");
	ops_detach(&ops);
	hidbpf_object_close(ops.object);
	ops = ops_on(dev, "rdesc", "renaming");
	ops_detach(&ops);
	hidbpf_object_close(ops.object);
	CHECK_SOON(!kmod_unload());
	check_loads();
}

TEST(rival_later, "a rival loaded later makes attaching fail: EBUSY; without it attaching works")
{
	struct device *dev = device_plug(&mouse);
	int hidraw = device_hidraw(dev);
	struct ops ops;

	CHECK_EQ(kmod_load(), 0);
	ops = ops_load(dev, "events", "event");
	CHECK_EQ(kmod_load_file("rival.ko"), 0);
	CHECK_EQ(ops_try_attach(&ops), -EBUSY);
	SEND(dev, 0, 1, 2);
	CHECK_REPORT(hidraw, 0, 1, 2);
	CHECK_EQ(kmod_unload_name("rival"), 0);
	ops_attach(&ops);
	SEND(dev, 0, 1, 2);
	CHECK_EQ(OPS_VAR(&ops, struct seen, "seen")->runs, 1);
	/* And the other way round. */
	CHECK_EQ(kmod_load_file("rival.ko"), -EBUSY);
	ops_detach(&ops);
	hidbpf_object_close(ops.object);
	CHECK_SOON(!kmod_unload());
}

TEST(redirected_later, "loading waits while ftrace says that it cannot redirect functions yet")
{
	CHECK_EQ(kmod_load_with("stuck.ko", "again=3"), 0);
	CHECK_EQ(kmod_load(), 0);
	CHECK(kmod_enters_by("ftrace"));
	CHECK_EQ(kmod_get("stuck", "again"), 0);
	CHECK_SOON(!kmod_unload());
	CHECK_EQ(kmod_unload_name("stuck"), 0);
}

TEST(stuck, "if ftrace does not release hid-core, the module works on, but does not unload: EAGAIN")
{
	struct device *dev = device_plug(&mouse);
	int hidraw = device_hidraw(dev);
	char lines[2048];
	struct ops ops;

	kmsg_lines("hid_bpf_compat: ", lines, sizeof(lines));
	CHECK_EQ(kmod_load(), 0);
	ops = ops_on(dev, "events", "event");
	CHECK_EQ(kmod_load_file("stuck.ko"), 0);
	ops_detach(&ops);
	CHECK_SOON(kmsg_lines("hid_bpf_compat: ftrace does not release hid-core", lines,
			      sizeof(lines)) == 1);
	CHECK_EQ(kmod_unload(), -EAGAIN);
	SEND(dev, 0, 1, 2);
	CHECK_REPORT(hidraw, 0, 1, 2);
	ops_attach(&ops);
	SEND(dev, 0, 1, 2);
	CHECK_EQ(OPS_VAR(&ops, struct seen, "seen")->runs, 1);
	CHECK_EQ(kmod_unload_name("stuck"), 0);
	ops_detach(&ops);
	hidbpf_object_close(ops.object);
	CHECK_SOON(!kmod_unload());
	CHECK(!kmod_is_entered());
}

static int load_error;

static void load_file(void *file)
{
	load_error = kmod_load_file(file);
}

TEST(stuck_while_loading,
     "if ftrace does not release hid-core, refused loading waits until it does")
{
	struct device *dev = device_plug(&mouse);
	int hidraw = device_hidraw(dev);
	struct racer *racer;

	CHECK_EQ(kmod_load_file("stuck.ko"), 0);
	racer = race_start(load_file, "no-btf.ko");
	CHECK(!WAIT_FOR(500, load_error));
	SEND(dev, 0, 1, 2);
	CHECK_REPORT(hidraw, 0, 1, 2);
	CHECK_EQ(kmod_unload_name("stuck"), 0);
	race_join(racer);
	CHECK_EQ(load_error, -ENOEXEC);
	CHECK(!kmod_is_entered());
	check_loads();
}
