// SPDX-License-Identifier: GPL-2.0-only
/* Checks the rest of the system for hidbpf doctor. */
#include "doctor/system.h"
#include "attachment/pins.h"
#include "doctor/kernel.h"
#include "doctor/line.h"
#include "libhidbpf/libhidbpf.h"

#include <stdbool.h>
#include <stdio.h>
#include <unistd.h>

void doctor_bpffs(void)
{
	if (pins_are_possible())
		doctor_ok("bpffs", "is mounted on " PLACE_BPFFS);
	else
		doctor_problem("bpffs", PINS_MOUNT, "is not mounted on " PLACE_BPFFS);
}

/* Before 1.4, libbpf looks up struct_ops types in vmlinux only. */
void doctor_libbpf(void)
{
	__u32 major = libbpf_major_version(), minor = libbpf_minor_version();

	if (hidbpf_front_end() == HIDBPF_STRUCT_OPS && doctor_support() == BY_MODULE &&
	    major == 1 && minor < 4)
		doctor_problem("libbpf", "apt install -t bookworm-backports libbpf1",
			       "%u.%u is too old for the struct_ops of a module, which need 1.4",
			       major, minor);
	else
		doctor_ok("libbpf", "%u.%u", major, minor);
}

static bool some_directory_has(const char *file)
{
	static const char *const directories[] = { "/etc/udev/rules.d", "/run/udev/rules.d",
						   "/usr/local/lib/udev/rules.d",
						   "/usr/lib/udev/rules.d" };
	char path[128];

	for (size_t i = 0; i < sizeof(directories) / sizeof(directories[0]); i++) {
		snprintf(path, sizeof(path), "%s/%s", directories[i], file);
		if (!access(path, F_OK))
			return true;
	}
	return false;
}

void doctor_udev(void)
{
	if (access("/run/udev/control", F_OK))
		doctor_problem("udev", "systemctl start systemd-udevd",
			       "is not running: nothing is attached automatically");
	else if (!some_directory_has("82-hidbpf.rules"))
		doctor_problem("udev", "make install # in the source tree of hid-bpf-compat",
			       "has no rule for hidbpf: nothing is attached automatically");
	else if (some_directory_has("81-hid-bpf.rules"))
		doctor_ok("udev",
			  "calls hidbpf for new devices, and udev-hid-bpf for those it knows%s",
			  access("/dev/hid_bpf_compat", F_OK) ?
				  "" :
				  "; udev-hid-bpf does not work on this kernel, so hidbpf serves "
				  "those as well");
	else
		doctor_ok("udev", "calls hidbpf for new devices");
}
