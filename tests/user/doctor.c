// SPDX-License-Identifier: GPL-2.0-only
/* hidbpf doctor without systemd: tests/udev has the rest. */
#include "lib/tap.h"
#include "lib/tool.h"

#include <unistd.h>

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
	check_said(module ? "has HID-BPF through the module" : "has native HID-BPF");
	check_said(module ? "is loaded" : "is not needed");
	check_said("is mounted on /sys/fs/bpf");
	check_said("systemctl start systemd-udevd");
	CHECK_EQ(tool_run("hidbpf", "doctor", "everything", NULL), BAD_USAGE);
}
