// SPDX-License-Identifier: GPL-2.0-only
/* Checks the rest of the system for hidbpf doctor. */
#include "doctor/system.h"
#include "attachment/pins.h"
#include "device/ignore.h"
#include "doctor/kernel.h"
#include "doctor/line.h"
#include "object/packages.h"
#include "libhidbpf/libhidbpf.h"

#include <stdbool.h>
#include <stdio.h>
#include <unistd.h>

/* The oldest clang for sources written with our headers, and for those of drivers/hid/bpf/progs. */
#define CLANG_OURS 14
#define CLANG_LINUX 19

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

/* The major version of the clang that "hidbpf build" runs, or 0 if there is none. */
static int clang_version(void)
{
	FILE *pipe = popen("echo __clang_major__ | ${CLANG:-clang} -E -P - 2>&-", "re");
	int version = 0;

	if (!pipe)
		return 0;
	if (fscanf(pipe, "%d", &version) != 1)
		version = 0;
	pclose(pipe);
	return version;
}

/* Only programs that are yet to be built need it. */
void doctor_clang(void)
{
	int version = clang_version();

	if (!version)
		doctor_ok("clang", "is not installed; to build programs: %s",
			  packages_choose("apt install clang libbpf-dev",
					  "dnf install clang libbpf-devel"));
	else if (version < CLANG_OURS)
		doctor_problem("clang",
			       packages_choose("apt install clang # or set CLANG to a newer one",
					       "dnf install clang # or set CLANG to a newer one"),
			       "%d is older than %d, the oldest that is known to build programs",
			       version, CLANG_OURS);
	else if (access("/usr/include/bpf/bpf_helpers.h", R_OK))
		doctor_ok("clang", "%d; to build programs, also: %s", version,
			  packages_choose("apt install libbpf-dev", "dnf install libbpf-devel"));
	else
		doctor_ok("clang", "%d builds programs%s", version,
			  version < CLANG_LINUX ? ", except for those from Linux, which take 19" :
						  "");
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

/* What is special about udev-hid-bpf on this kernel. */
static const char *other_loader(void)
{
	if (access("/dev/hid_bpf_compat", F_OK))
		return "";
	if (doctor_has_older())
		return "; hidbpf serves those to which it attaches no programs";
	return "; udev-hid-bpf does not work on this kernel, so hidbpf serves those as well";
}

void doctor_udev(void)
{
	if (access("/run/udev/control", F_OK))
		doctor_problem("udev", "systemctl start systemd-udevd",
			       "is not running: nothing is attached automatically");
	else if (!some_directory_has("82-hidbpf.rules"))
		doctor_problem("udev", packages_install(PACKAGE_TOOL),
			       "has no rule for hidbpf: nothing is attached automatically");
	else if (ignore_all_devices())
		doctor_problem(
			"udev", "systemctl reboot # without " IGNORE_PARAMETER,
			"calls hidbpf for new devices, but the kernel parameter " IGNORE_PARAMETER
			" keeps it from attaching anything");
	else if (some_directory_has("81-hid-bpf.rules"))
		doctor_ok("udev",
			  "calls hidbpf for new devices, and udev-hid-bpf for those it knows%s",
			  other_loader());
	else
		doctor_ok("udev", "calls hidbpf for new devices");
}
