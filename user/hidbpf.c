// SPDX-License-Identifier: GPL-2.0-only
/* hidbpf: a toolbox for HID-BPF. This file knows all commands and runs the one that is named. */
#include "cli/command.h"
#include "cli/message.h"
#include "commands/commands.h"
#include "libhidbpf/libhidbpf.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

/* In the order of --help. */
static const struct group {
	const char *title;
	const struct command *commands[5]; /* up to NULL */
} groups[] = {
	{ "Show devices and objects", { &command_list, &command_info, &command_programs } },
	{ "Attach objects", { &command_attach, &command_detach, &command_keep, &command_auto } },
	{ "Observe and emulate devices", { &command_watch, &command_record, &command_replay } },
	{ "Write programs", { &command_new, &command_build, &command_test } },
	{ "Find problems", { &command_doctor } },
};

#define GROUPS (sizeof(groups) / sizeof(groups[0]))

static void print_help(FILE *file)
{
	fputs("Usage: hidbpf COMMAND [OPTION]... [ARGUMENT]...\n"
	      "       hidbpf COMMAND --help\n"
	      "\n"
	      "Fix and change HID devices with BPF programs.\n",
	      file);
	for (size_t i = 0; i < GROUPS; i++) {
		const struct command *const *command = groups[i].commands;

		fprintf(file, "\n%s:\n", groups[i].title);
		for (; *command; command++)
			fprintf(file, "  %-10s %s\n", (*command)->name, (*command)->summary);
	}
	fputs("\n"
	      "Exit status:\n"
	      "  0  success\n"
	      "  1  the operation failed, or doctor found a problem\n"
	      "  2  wrong command line\n"
	      "  3  permission denied: run hidbpf as root\n"
	      "  4  no such device, or nothing on it to detach or keep\n"
	      "  5  the object or recording cannot be read or is not valid\n"
	      "  6  this kernel has no HID-BPF: run modprobe hid_bpf_compat\n"
	      "  7  the object's probe program rejected the device\n"
	      "  8  the object is already attached to the device\n"
	      "  9  the output of a test is not as expected\n"
	      "\n"
	      "For more details see hidbpf(8).\n",
	      file);
}

/* Output that was not written counts as a failure. */
static int finish(int code)
{
	if ((fflush(stdout) || ferror(stdout)) && code == DONE)
		return fail(REFUSED, "cannot write the output: %s", strerror(errno));
	return code;
}

static const struct command *find_command(const char *name)
{
	for (size_t i = 0; i < GROUPS; i++)
		for (const struct command *const *command = groups[i].commands; *command; command++)
			if (!strcmp((*command)->name, name))
				return *command;
	return NULL;
}

int main(int argc, char **argv)
{
	const struct command *command;

	/* libbpf's messages are shown only when they matter, see hidbpf_log(). */
	libbpf_set_print(NULL);
	if (argc < 2) {
		print_help(stderr);
		return BAD_USAGE;
	}
	if (!strcmp(argv[1], "--help") || !strcmp(argv[1], "-h") || !strcmp(argv[1], "help")) {
		print_help(stdout);
		return finish(DONE);
	}
	command = find_command(argv[1]);
	if (!command)
		return fail(BAD_USAGE,
			    "unknown command \"%s\"; to list the commands: "
			    "hidbpf --help",
			    argv[1]);
	return finish(command_run(command, argc - 1, argv + 1));
}
