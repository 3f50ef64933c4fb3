// SPDX-License-Identifier: GPL-2.0-only
/*
 * hidbpf doctor --report: what maintainers need to fix a bug.
 *
 * Contains nothing that identifies the user: no serial numbers, no host name, and no names of
 * Bluetooth devices, which their owners choose.
 */
#include "attachment/list.h"
#include "attachment/older.h"
#include "cli/message.h"
#include "device/device.h"
#include "doctor/bug_report.h"
#include "doctor/kernel.h"
#include "doctor/line.h"
#include "doctor/log.h"
#include "object/search.h"

#include <linux/input.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/utsname.h>

static void heading(const char *text)
{
	printf("\n%s:\n", text);
}

static void report_system(void)
{
	char line[512], *name = NULL;
	struct utsname system;
	size_t size = 0;
	FILE *file = fopen("/etc/os-release", "re");

	heading("system");
	while (file && getline(&name, &size, file) > 0)
		if (!strncmp(name, "PRETTY_NAME=", strlen("PRETTY_NAME=")))
			printf("  %s", name);
	if (file)
		fclose(file);
	free(name);
	if (!uname(&system))
		printf("  %s %s %s\n", system.release, system.version, system.machine);
	if (doctor_read_line("/sys/module/hid_bpf_compat/parameters/intercept", line, sizeof(line)))
		printf("  intercept=%s\n", line);
	if (doctor_read_line("/proc/sys/kernel/ftrace_enabled", line, sizeof(line)))
		printf("  kernel.ftrace_enabled=%s\n", line);
	if (doctor_read_line("/proc/sys/kernel/tainted", line, sizeof(line)))
		printf("  kernel.tainted=%s\n", line);
}

static void print_object(const char *object, void *unused)
{
	(void)unused;
	printf(" %s", object);
}

static void report_devices(void)
{
	struct attachments attachments = { 0 };
	struct device_info *devices = NULL;
	int count = device_list(&devices);

	heading("devices");
	if (!missing_privilege() && doctor_support() != NO_SUPPORT)
		attachments_read(&attachments);
	for (int i = 0; i < count; i++) {
		printf("  %s %s %s \"%s\":", devices[i].device.sysname, devices[i].modalias,
		       devices[i].driver, devices[i].bus == BUS_BLUETOOTH ? "" : devices[i].name);
		attachments_objects(&attachments, &devices[i].device, print_object, NULL);
		if (older_count_on(&devices[i].device))
			printf(" and %s", older_count_on(&devices[i].device));
		putchar('\n');
	}
	attachments_free(&attachments);
	free(devices);
}

static void report_objects(void)
{
	struct object_file *files = NULL;
	int count = search_list(&files);

	search_sort(files, count);
	heading("objects");
	for (int i = 0; i < count; i++)
		printf("  %s\n", files[i].path);
	search_free(files, count);
}

void doctor_report(void)
{
	report_system();
	report_devices();
	report_objects();
	heading("kernel log");
	doctor_print_log();
}
