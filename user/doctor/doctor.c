// SPDX-License-Identifier: GPL-2.0-only
/* hidbpf doctor: finds what keeps HID-BPF from working on this system, and how to fix it. */
#include "cli/message.h"
#include "commands/commands.h"
#include "doctor/bug_report.h"
#include "doctor/kernel.h"
#include "doctor/line.h"
#include "doctor/log.h"
#include "doctor/objects.h"
#include "doctor/system.h"

#include <getopt.h>
#include <stdbool.h>
#include <unistd.h>

static const char usage[] =
	"Usage: hidbpf doctor [--report]\n"
	"\n"
	"Checks everything that HID-BPF needs, from the kernel to the objects for the connected\n"
	"devices. Prints a line for each: \"ok\", or \"problem\" followed by the command that fixes it.\n"
	"Run it as root to check more.\n"
	"\n"
	"  -r, --report  also print what a bug report needs: system, devices, objects, and the module's\n"
	"                messages in the kernel log; no serial numbers and no host name\n"
	"  -h, --help    show this help\n"
	"\n"
	"The exit code is 0 if there are no problems, else 1.\n";

static const struct option options[] = {
	{ "report", no_argument, NULL, 'r' },
	{ "help", no_argument, NULL, 'h' },
	{ 0 },
};

static int doctor(bool report)
{
	static void (*const checks[])(void) = {
		doctor_kernel, doctor_module, doctor_signature, doctor_lockdown, doctor_btf,
		doctor_bpffs,  doctor_libbpf, doctor_udev,	doctor_objects,	 doctor_errors,
	};

	for (size_t i = 0; i < sizeof(checks) / sizeof(checks[0]); i++)
		checks[i]();
	if (report)
		doctor_report();
	return doctor_found_problems() ? REFUSED : DONE;
}

int command_doctor(int argc, char **argv)
{
	bool report = false;
	int option;

	while ((option = getopt_long(argc, argv, "rh", options, NULL)) != -1) {
		switch (option) {
		case 'r':
			report = true;
			break;
		case 'h':
			return help(usage);
		default:
			return bad_usage("doctor");
		}
	}
	if (optind < argc)
		return fail(BAD_USAGE, "doctor takes no arguments; see hidbpf doctor --help");
	return doctor(report);
}
