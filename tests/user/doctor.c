// SPDX-License-Identifier: GPL-2.0-only
/* hidbpf doctor without systemd: tests/udev has the rest. */
#include "lib/tap.h"
#include "lib/tool.h"

#include <stdlib.h>
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
	check_said(module ? "has HID-BPF through the module" : "has native HID-BPF");
	check_said(module ? "is loaded" : "is not needed");
	check_said("is mounted on /sys/fs/bpf");
	check_said("systemctl start systemd-udevd");
	CHECK_EQ(tool_run("hidbpf", "doctor", "everything", NULL), BAD_USAGE);
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
