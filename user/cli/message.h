/* SPDX-License-Identifier: GPL-2.0-only */
/* How hidbpf speaks to people: exit codes, error messages, help. */
#ifndef CLI_MESSAGE_H
#define CLI_MESSAGE_H

#include <stdbool.h>

/* Exit codes, as "hidbpf --help" lists them. */
enum exit_code {
	DONE = 0,
	REFUSED = 1, /* by the kernel; or doctor found a problem */
	BAD_USAGE = 2,
	NOT_PERMITTED = 3,
	NO_DEVICE = 4, /* or nothing attached to it */
	BAD_OBJECT = 5,
	NO_HID_BPF = 6, /* in this kernel */
	NOT_FOR_DEVICE = 7, /* the object's probe program rejected it */
	ALREADY_ATTACHED = 8,
	NOT_AS_EXPECTED = 9, /* hidbpf test --expect */
};

/* Prints "hidbpf: ..." to stderr and returns the code: return fail(NO_DEVICE, "...", ...); */
int fail(enum exit_code code, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* Prints the help of a command and returns DONE. */
int help(const char *text);
/*
 * Reads the options of a command that has --json and --help, and no others. True to go on; false
 * when the command ends here, with *code.
 */
bool parse_json_option(int argc, char **argv, const char *text, bool *json, int *code);
/* After getopt_long() has said what is wrong: points to the command's help. Returns BAD_USAGE. */
int bad_usage(const char *command);

#endif
