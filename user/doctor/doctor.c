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

#include <stdbool.h>

static bool report;

static int doctor(char **arguments)
{
	static void (*const checks[])(void) = {
		doctor_kernel, doctor_module,  doctor_signature, doctor_lockdown,
		doctor_btf,    doctor_bpffs,   doctor_libbpf,	 doctor_clang,
		doctor_udev,   doctor_objects, doctor_errors,
	};

	(void)arguments;
	for (size_t i = 0; i < sizeof(checks) / sizeof(checks[0]); i++)
		checks[i]();
	if (report)
		doctor_report();
	return doctor_found_problems() ? REFUSED : DONE;
}

const struct command command_doctor = {
	.name = "doctor",
	.summary = "find out why HID-BPF does not work and how to fix it",
	.arguments = "",
	.description =
		"Check everything that HID-BPF needs, from the kernel to the objects for the\n"
		"connected devices, and print a line for each: \"ok\", or \"problem\" followed by the\n"
		"command that fixes it. Run it as root to check more.\n",
	.options =
		(const struct command_option[]){
			{ 'r', "report", .flag = &report,
			  .help = "also print the data for a bug report: system, devices, objects\n"
				  "and the module's messages in the kernel log, but no serial\n"
				  "numbers and no host name" },
			{ 0 } },
	.notes = "The exit status is 0 if there are no problems, else 1.\n",
	.run = doctor,
};
