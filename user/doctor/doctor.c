// SPDX-License-Identifier: GPL-2.0-only
/* hidbpf doctor: says what keeps HID-BPF from working here, and what to do about it. */
#include "doctor/doctor.h"
#include "cli/message.h"
#include "cli/terminal.h"
#include "commands/commands.h"

#include <getopt.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char usage[] =
	"Usage: hidbpf doctor [--report]\n"
	"\n"
	"Looks at everything that HID-BPF needs, from the kernel to the objects for the devices that\n"
	"are plugged in, and prints a line about each: \"ok\", or \"problem\" and the command that mends\n"
	"it. Run as root it sees more.\n"
	"\n"
	"  -r, --report  print what a bug report should have, too: system, devices, objects, and the\n"
	"                module's lines of the kernel log; no serial numbers and no host name\n"
	"  -h, --help    show this\n"
	"\n"
	"The exit code is 0 if all is well, else 1.\n";

static const struct option options[] = {
	{ "report", no_argument, NULL, 'r' },
	{ "help", no_argument, NULL, 'h' },
	{ 0 },
};

static int problems;

static void print_line(const char *verdict, const char *colour, const char *what,
		       const char *format, va_list args)
{
	bool coloured = terminal_colour(stdout);

	printf("%s%-7s%s  %-9s  ", coloured ? colour : "", verdict, coloured ? "\033[m" : "", what);
	vprintf(format, args);
	putchar('\n');
}

void doctor_ok(const char *what, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	print_line("ok", "\033[32m", what, format, args);
	va_end(args);
}

void doctor_problem(const char *what, const char *mend, const char *format, ...)
{
	va_list args;

	problems++;
	va_start(args, format);
	print_line("problem", "\033[1;31m", what, format, args);
	va_end(args);
	printf("%20s%s\n", "", mend);
}

bool doctor_read_line(const char *path, char *line, size_t size)
{
	FILE *file = fopen(path, "re");

	line[0] = '\0';
	if (!file)
		return false;
	if (!fgets(line, size, file))
		line[0] = '\0';
	line[strcspn(line, "\n")] = '\0';
	fclose(file);
	return true;
}

static int doctor(bool report)
{
	static void (*const looks[])(void) = {
		doctor_kernel, doctor_module, doctor_signature, doctor_lockdown, doctor_btf,
		doctor_bpffs,  doctor_libbpf, doctor_udev,	doctor_objects,	 doctor_errors,
	};

	for (size_t i = 0; i < sizeof(looks) / sizeof(looks[0]); i++)
		looks[i]();
	if (report)
		doctor_report();
	return problems ? REFUSED : DONE;
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
		return fail(BAD_USAGE, "doctor takes no argument; see hidbpf doctor --help");
	return doctor(report);
}
