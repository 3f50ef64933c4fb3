// SPDX-License-Identifier: GPL-2.0-only
/* hidbpf doctor without systemd: tests/udev has the rest. */
#include "lib/installed.h"
#include "lib/kmod.h"
#include "lib/models.h"
#include "lib/mounts.h"
#include "lib/tap.h"
#include "lib/tool.h"
#include "libhidbpf/libhidbpf.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

/* A compiler that does nothing but print its version. */
static void use_clang(int version)
{
	char script[] = "/tmp/clang-XXXXXX";
	int fd = mkstemp(script);

	CHECK(fd >= 0);
	dprintf(fd, "#!/bin/sh\necho %d\n", version);
	fchmod(fd, 0755);
	close(fd);
	setenv("CLANG", script, 1);
}

enum { DONE, PROBLEMS, BAD_USAGE };

static void check_said(const char *text)
{
	if (!strstr(tool_output(), text))
		FAIL("the output does not say \"%s\": %s", text, tool_output());
}

TEST(support, "hidbpf doctor reports where HID-BPF comes from, and what is missing")
{
	bool module = !access("/sys/module/hid_bpf_compat", F_OK);

	CHECK_EQ(tool_run("hidbpf", "doctor", NULL), PROBLEMS);
	check_said(module ? "hid_bpf_compat adds" : "has native HID-BPF");
	check_said(module ? "is loaded" : "is not needed");
	check_said("is mounted on /sys/fs/bpf");
	check_said("systemctl start systemd-udevd");
	CHECK_EQ(tool_run("hidbpf", "doctor", "everything", NULL), BAD_USAGE);
}

/* Makes this kernel look like one without the module that has these functions. */
static void pretend(const char *kallsyms)
{
	mounts_separate();
	CHECK_EQ(mount("none", "/dev", "tmpfs", 0, NULL), 0);
	CHECK_EQ(mount("none", "/sys/module", "tmpfs", 0, NULL), 0);
	CHECK_EQ(mount("none", "/sys/kernel/btf", "tmpfs", 0, NULL), 0);
	CHECK(creat("/sys/kernel/btf/vmlinux", 0444) >= 0);
	mounts_replace_file("/proc/kallsyms", kallsyms);
}

#define OLDER "0000000000000000 T dispatch_hid_bpf_device_event\n"
#define KFUNCS "0000000000000000 T register_btf_kfunc_id_set\n"

TEST(module, "with the module, hidbpf doctor reports what the kernel has, and how it is served")
{
	bool driver = kmod_enters_by("driver");

	if (access("/sys/module/hid_bpf_compat", F_OK))
		test_skip("there is no module");
	tool_run("hidbpf", "doctor", NULL);
	check_said(hidbpf_front_end() == HIDBPF_TRACING ? "(front end tracing, " :
							  "(front end struct_ops, ");
	check_said(driver ? "intercept=driver)" : "intercept=ftrace)");
	mounts_separate();
	mounts_replace_file("/proc/kallsyms", KFUNCS);
	tool_run("hidbpf", "doctor", NULL);
	check_said(" has no HID-BPF; hid_bpf_compat adds it (");
	mounts_replace_file("/proc/kallsyms", KFUNCS OLDER);
	tool_run("hidbpf", "doctor", NULL);
	check_said("the older HID-BPF of Linux 6.3 to 6.10; hid_bpf_compat adds that of 6.11 (");
}

TEST(no_hid_bpf, "without the module, hidbpf doctor reports that there is no HID-BPF, and the fix")
{
	pretend(KFUNCS);
	CHECK_EQ(tool_run("hidbpf", "doctor", NULL), PROBLEMS);
	check_said(" has no HID-BPF\n");
	check_said("then: modprobe hid_bpf_compat\n");
	check_said("hid_bpf_compat is not built for this kernel");
}

TEST(older_hid_bpf, "without the module, hidbpf doctor reports the older HID-BPF, and the fix")
{
	pretend(OLDER KFUNCS);
	CHECK_EQ(tool_run("hidbpf", "doctor", NULL), PROBLEMS);
	check_said(" has the older HID-BPF of Linux 6.3 to 6.10, which cannot load objects for "
		   "6.11 and newer\n");
	check_said("then: modprobe hid_bpf_compat\n");
	check_said("hid_bpf_compat is not built for this kernel");
}

TEST(not_servable, "hidbpf doctor reports why the module cannot be built for a kernel")
{
	pretend("");
	CHECK_EQ(tool_run("hidbpf", "doctor", NULL), PROBLEMS);
	check_said(" has no HID-BPF, and hid_bpf_compat cannot be built for it: its BPF programs "
		   "cannot call functions of modules\n");
	check_said("boot a kernel from 6.11 on with CONFIG_HID_BPF\n");
	CHECK(!strstr(tool_output(), "modprobe hid_bpf_compat"));
	CHECK_EQ(unlink("/sys/kernel/btf/vmlinux"), 0);
	CHECK_EQ(tool_run("hidbpf", "doctor", NULL), PROBLEMS);
	check_said(" cannot be built for it: it is built without BTF (CONFIG_DEBUG_INFO_BTF)\n");
}

TEST(clang, "hidbpf doctor reports which programs the installed clang can build, or that none is")
{
	tool_run("hidbpf", "doctor", NULL);
	check_said("is not installed; to build programs: apt install clang");
	use_clang(13);
	CHECK_EQ(tool_run("hidbpf", "doctor", NULL), PROBLEMS);
	check_said("13 is older than 14, the oldest that is known to build programs");
	use_clang(14);
	tool_run("hidbpf", "doctor", NULL);
	check_said("14; to build programs, also: apt install libbpf-dev");
}

TEST(not_installed,
     "hidbpf doctor reports devices whose object is not installed, and how to install it")
{
	static const char object[] = "0010-Rapoo__M50-Plus-Silent.bpf.o";
	struct model model = mouse;
	struct device *dev;
	char said[128];

	model.vendor = 0x24ae;
	model.product = 0x2015;
	dev = device_plug(&model);
	installed_clear();
	CHECK_EQ(tool_run("hidbpf", "doctor", NULL), PROBLEMS);
	snprintf(said, sizeof(said),
		 "problem  device     %s: %s is for this device, but it is not installed\n",
		 device_sysname(dev), object);
	check_said(said);
	check_said("make install # in the source tree");
	installed_write(INSTALLED_ETC, object, "");
	tool_run("hidbpf", "doctor", NULL);
	snprintf(said, sizeof(said),
		 "ok       device     %s: %s is for this device, but a file of that name",
		 device_sysname(dev), object);
	check_said(said);
	installed_clear();
	installed_write(INSTALLED_ETC, "ignore", "24ae:2015");
	tool_run("hidbpf", "doctor", NULL);
	check_said("is not installed; the device is ignored because of /etc/hid-bpf/ignore");
	installed_clear();
	installed_add("matching", INSTALLED_ETC, "0010-Vendor__Mouse.bpf.o");
	device_unplug(dev);
	dev = device_plug(&mouse);
	tool_run("hidbpf", "doctor", NULL);
	CHECK(!strstr(tool_output(), "not installed\n"));
	installed_clear();
}
