/* SPDX-License-Identifier: GPL-2.0-only */
/* Exit codes and error messages. */
#ifndef CLI_MESSAGE_H
#define CLI_MESSAGE_H

/* The exit codes that "hidbpf --help" lists. */
enum exit_code {
	DONE = 0,
	REFUSED = 1, /* the operation failed, or doctor found a problem */
	BAD_USAGE = 2,
	NOT_PERMITTED = 3,
	NO_DEVICE = 4, /* or nothing is attached to it */
	BAD_OBJECT = 5,
	NO_HID_BPF = 6, /* this kernel has none */
	NOT_FOR_DEVICE = 7, /* the object's probe program rejected it */
	ALREADY_ATTACHED = 8,
	NOT_AS_EXPECTED = 9, /* hidbpf test --expect */
};

/*
 * Prints "hidbpf: ..." to stderr and returns the code: return fail(NO_DEVICE, "...", ...);
 * Started by udev, it also writes the message to syslog.
 */
int fail(enum exit_code code, const char *format, ...) __attribute__((format(printf, 2, 3)));
/*
 * NULL if hidbpf has the privileges that attaching, and seeing what is attached, take; otherwise
 * who has them: "root", or "root with the capability ...". Root of a container often lacks them.
 */
const char *missing_privilege(void);
/*
 * Whether hidbpf has these privileges: DONE, or NOT_PERMITTED with a message that says what is not
 * permitted: check_root("attach objects").
 */
int check_root(const char *action);

#endif
