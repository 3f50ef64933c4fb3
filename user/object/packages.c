// SPDX-License-Identifier: GPL-2.0-only
/* Asks the package managers whether they have installed hid-bpf-compat. */
#include "object/packages.h"
#include "cli/run.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* A package that was removed may have left its configuration. */
static bool dpkg_has(const char *package)
{
	char *args[] = { "dpkg-query", "-W", "-f", "${db:Status-Status}\n", (char *)package, NULL };
	char status[64];

	run_read_line(args, status, sizeof(status));
	return !strcmp(status, "installed");
}

static bool rpm_has(const char *package)
{
	char *args[] = { "rpm", "-q", (char *)package, NULL }, name[256];

	return !run_read_line(args, name, sizeof(name));
}

const char *packages_install(const char *package)
{
	const char *manager = dpkg_has(package)	     ? "apt reinstall" :
			      rpm_has(package)	     ? "dnf reinstall" :
			      dpkg_has(PACKAGE_TOOL) ? "apt install" :
			      rpm_has(PACKAGE_TOOL)  ? "dnf install" :
						       NULL;
	static char command[128];

	if (!manager)
		return "make install # in the source tree of hid-bpf-compat";
	snprintf(command, sizeof(command), "%s %s", manager, package);
	return command;
}

/* dnf can be installed on Debian as well. */
const char *packages_choose(const char *apt, const char *dnf)
{
	return access("/etc/debian_version", F_OK) && !access("/usr/bin/dnf", F_OK) ? dnf : apt;
}
