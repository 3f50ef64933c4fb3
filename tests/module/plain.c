// SPDX-License-Identifier: GPL-2.0-only
/* A kernel without HID-BPF: before the module is loaded, and after it is unloaded. */
#include "lib/kmod.h"
#include "lib/models.h"
#include "lib/programs.h"
#include "lib/tap.h"
#include "lib/tool.h"
#include "lib/transcript.h"

#include <unistd.h>

#define HIDBPF_NO_HID_BPF 6

TEST(ops_do_not_load, "objects with hid_bpf_ops do not load")
{
	struct device *dev = device_plug(&mouse);
	struct ops ops;

	CHECK(ops_try_load(&ops, device_id(dev), "single", "only_event") < 0);
	CHECK_STR(hidbpf_error(), "this kernel has no HID-BPF");
}

TEST(functions_do_not_load, "syscall programs that call HID-BPF functions do not load")
{
	struct hidbpf_object *object;

	if (kernel_has_older())
		test_skip("the kernel's older HID-BPF has functions of the same names");
	object = object_open("kfuncs");
	object_program(object, "call_request");
	CHECK(hidbpf_object_load(object) < 0);
	CHECK(strstr(hidbpf_log(), "hid_bpf_") != NULL);
}

TEST(loader_says_so, "hidbpf reports that the kernel has no HID-BPF, and what to do")
{
	struct device *dev = device_plug(&mouse);
	char path[1024];

	object_path("swap", path, sizeof(path));
	CHECK_EQ(tool_run("hidbpf", "attach", device_sysname(dev), path, NULL), HIDBPF_NO_HID_BPF);
	CHECK(strstr(tool_output(), "modprobe hid_bpf_compat") != NULL);
	CHECK(!device_has_pins(dev, ""));
}

TEST(nothing_entered, "no function of the kernel is redirected")
{
	CHECK_SOON(!kmod_is_entered());
}

TEST(behaves_the_same, "devices behave as they do on a kernel that never had the module")
{
	transcript_check();
}
