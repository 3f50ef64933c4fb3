// SPDX-License-Identifier: GPL-2.0-only
/* Prints error messages. */
#include "cli/message.h"
#include "libhidbpf/libhidbpf.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <syslog.h>
#include <unistd.h>

/* udev discards the output of programs it runs, and reports only their exit codes. */
static bool started_by_udev(void)
{
	return getenv("ACTION") && getenv("DEVPATH") && getenv("SEQNUM");
}

int fail(enum exit_code code, const char *format, ...)
{
	va_list args;

	fputs("hidbpf: ", stderr);
	va_start(args, format);
	vfprintf(stderr, format, args);
	va_end(args);
	fputs("\n", stderr);
	if (started_by_udev()) {
		va_start(args, format);
		vsyslog(LOG_ERR, format, args);
		va_end(args);
	}
	return code;
}

const char *missing_privilege(void)
{
	if (geteuid())
		return "root";
	return hidbpf_is_permitted() ?
		       NULL :
		       "root with the capability CAP_SYS_ADMIN in the initial user namespace";
}

int check_root(const char *action)
{
	const char *who = missing_privilege();

	if (!who)
		return DONE;
	return fail(NOT_PERMITTED, "only %s can %s%s", who, action,
		    geteuid() ? "; run hidbpf as root" : "");
}
