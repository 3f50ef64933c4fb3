// SPDX-License-Identifier: GPL-2.0-only
/* hidbpf: attaches HID-BPF objects to HID devices. This file reads the command. */
#include "hidbpf.h"

#include <stdio.h>
#include <string.h>

static const char help[] =
	"Usage: hidbpf attach [--verbose] DEVICE OBJECT\n"
	"       hidbpf detach DEVICE [OBJECT]\n"
	"       hidbpf --help\n"
	"\n"
	"Attaches the HID-BPF programs of an object file to a HID device and leaves them there until\n"
	"they are detached, the device is unplugged, or the machine is switched off.\n"
	"\n"
	"  DEVICE  name of a device in /sys/bus/hid/devices, for example 0003:046D:C52B.0004\n"
	"  OBJECT  file with compiled HID-BPF programs, for example fix.bpf.o; detach takes its name\n"
	"          alone, too, and without one detaches everything from the device\n"
	"\n"
	"  --verbose  when the kernel refuses the object, show all that it says about it\n"
	"\n"
	"An object that has a \"probe\" program is attached only if that accepts the device. Either all\n"
	"programs of an object are attached, or none.\n"
	"\n"
	"Exit codes:\n"
	"  0  done\n"
	"  1  the kernel refused the object\n"
	"  2  the command line is wrong\n"
	"  3  not permitted: run it as root\n"
	"  4  there is no such device, or nothing to detach\n"
	"  5  the object cannot be read or is not a HID-BPF object\n"
	"  6  the kernel has no HID-BPF: modprobe hid_bpf_compat\n"
	"  7  the object's probe program does not want this device\n"
	"  8  the object is attached to this device already\n"
	"When it fails, nothing has changed.\n";

static const struct {
	const char *name;
	int (*run)(int argc, char **argv);
} commands[] = {
	{ "attach", command_attach },
	{ "detach", command_detach },
};

int main(int argc, char **argv)
{
	if (argc >= 2 && (!strcmp(argv[1], "--help") || !strcmp(argv[1], "help"))) {
		fputs(help, stdout);
		return DONE;
	}
	for (size_t i = 0; argc >= 2 && i < sizeof(commands) / sizeof(commands[0]); i++)
		if (!strcmp(argv[1], commands[i].name))
			return commands[i].run(argc - 1, argv + 1);
	if (argc >= 2)
		return fail(BAD_USAGE, "there is no command \"%s\"; see hidbpf --help", argv[1]);
	fputs(help, stderr);
	return BAD_USAGE;
}
