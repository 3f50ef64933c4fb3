// SPDX-License-Identifier: GPL-2.0-only
/* How hidbpf speaks to people. */
#include "cli/message.h"

#include <getopt.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <syslog.h>
#include <string.h>

/* Of what it starts udev shows nobody more than the exit code. */
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

int help(const char *text)
{
	fputs(text, stdout);
	return DONE;
}

int bad_usage(const char *command)
{
	fprintf(stderr, "hidbpf: see hidbpf %s --help\n", command);
	return BAD_USAGE;
}

bool parse_json_option(int argc, char **argv, const char *text, bool *json, int *code)
{
	static const struct option options[] = {
		{ "json", no_argument, NULL, 'j' },
		{ "help", no_argument, NULL, 'h' },
		{ 0 },
	};
	int option;

	*json = false;
	while ((option = getopt_long(argc, argv, "jh", options, NULL)) != -1) {
		if (option == 'j') {
			*json = true;
			continue;
		}
		*code = option == 'h' ? help(text) : bad_usage(strchr(argv[0], ' ') + 1);
		return false;
	}
	return true;
}
