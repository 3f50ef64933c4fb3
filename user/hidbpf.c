// SPDX-License-Identifier: GPL-2.0-only
/* hidbpf: a toolbox for HID-BPF. This file finds the command and knows them all. */
#include "cli/message.h"
#include "commands/commands.h"
#include "libhidbpf/libhidbpf.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

static const struct command {
	const char *name;
	int (*run)(int argc, char **argv);
	const char *summary; /* one line of --help */
} commands[] = {
	{ "list", command_list, "list devices and what is attached to them" },
	{ "programs", command_programs, "list the objects that are installed and their devices" },
	{ "info", command_info, "show all about a device or an object" },
	{ "attach", command_attach, "attach an object to a device" },
	{ "auto", command_auto, "attach what is installed for a device; for udev" },
	{ "keep", command_keep, "keep what was attached with --trial" },
	{ "doctor", command_doctor, "say what keeps HID-BPF from working, and what to do" },
	{ "detach", command_detach, "detach an object, or all, from a device" },
	{ "watch", command_watch, "show what a device sends, and what programs make of it" },
	{ "record", command_record, "write what a device sends to a file" },
	{ "replay", command_replay, "play a recording as an emulated device" },
	{ "new", command_new, "write the source of a program for a device, to begin with" },
	{ "build", command_build, "compile the source of a program" },
	{ "test", command_test, "show what an object changes in a recording" },
};

#define COMMANDS (sizeof(commands) / sizeof(commands[0]))

static void print_help(FILE *file)
{
	fputs("Usage: hidbpf COMMAND [OPTION]... [ARGUMENT]...\n"
	      "       hidbpf COMMAND --help\n"
	      "\n"
	      "Fixes and changes HID devices with BPF programs.\n"
	      "\n"
	      "Commands:\n",
	      file);
	for (size_t i = 0; i < COMMANDS; i++)
		fprintf(file, "  %-10s %s\n", commands[i].name, commands[i].summary);
	fputs("\n"
	      "Exit codes:\n"
	      "  0  done\n"
	      "  1  it could not be done: the kernel refused it, say; or doctor found a problem\n"
	      "  2  the command line is wrong\n"
	      "  3  not permitted: run it as root\n"
	      "  4  there is no such device, or nothing to detach or keep\n"
	      "  5  the object or recording cannot be read or is none\n"
	      "  6  the kernel has no HID-BPF: modprobe hid_bpf_compat\n"
	      "  7  the object's probe program does not want this device\n"
	      "  8  the object is attached to this device already\n"
	      "  9  the outcome of a test is not as expected\n",
	      file);
}

/* What nobody could read was not done. */
static int finish(int code)
{
	if ((fflush(stdout) || ferror(stdout)) && code == DONE)
		return fail(REFUSED, "cannot write the output: %s", strerror(errno));
	return code;
}

/* The command's name as its argv[0] makes getopt's messages begin as all others do. */
static int run(const struct command *command, int argc, char **argv)
{
	char name[64];

	snprintf(name, sizeof(name), "hidbpf %s", command->name);
	argv[0] = name;
	return finish(command->run(argc, argv));
}

int main(int argc, char **argv)
{
	/* What libbpf says is shown when it matters: hidbpf_log(). */
	libbpf_set_print(NULL);
	if (argc >= 2 &&
	    (!strcmp(argv[1], "--help") || !strcmp(argv[1], "-h") || !strcmp(argv[1], "help"))) {
		print_help(stdout);
		return finish(DONE);
	}
	for (size_t i = 0; argc >= 2 && i < COMMANDS; i++)
		if (!strcmp(argv[1], commands[i].name))
			return run(&commands[i], argc - 1, argv + 1);
	if (argc >= 2)
		return fail(BAD_USAGE, "there is no command \"%s\"; see hidbpf --help", argv[1]);
	print_help(stderr);
	return BAD_USAGE;
}
