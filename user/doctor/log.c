// SPDX-License-Identifier: GPL-2.0-only
/* Reads the module's messages in the kernel log for hidbpf doctor. */
#include "doctor/log.h"
#include "device/kernel_log.h"
#include "doctor/line.h"

#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define WARNING 4 /* log level; lower ones are more severe */

/* Iterates over the module's lines, cutting the log into strings. */
static char *next_line(char **log)
{
	char *line;

	while ((line = strsep(log, "\n")))
		if (strstr(line, "hid_bpf_compat: "))
			return line;
	return NULL;
}

static const char *text_of(const char *line)
{
	return strstr(line, "hid_bpf_compat: ") + strlen("hid_bpf_compat: ");
}

/* That an out-of-tree module taints the kernel is not a complaint of the module. */
static bool is_complaint(const char *line)
{
	return line[0] == '<' && (atoi(line + 1) & 7) <= WARNING && !strstr(line, "taint");
}

static bool is_loaded_again(const char *line)
{
	return strstr(line, "HID-BPF programs can be attached");
}

void doctor_errors(void)
{
	char *log = kernel_log_read(), *rest = log, *line, *last = NULL;
	int count = 0;

	if (!log) {
		doctor_ok("errors", "run as root to see what the module logged");
		return;
	}
	while ((line = next_line(&rest))) {
		if (is_loaded_again(line))
			count = 0;
		if (is_complaint(line)) {
			last = line;
			count++;
		}
	}
	if (count)
		doctor_problem(
			"errors", "journalctl -k -g hid_bpf_compat",
			"the module logged %d warnings or errors since it was loaded, last: %s",
			count, text_of(last));
	else
		doctor_ok("errors", "none in the kernel log since the module was loaded");
	free(log);
}

void doctor_print_log(void)
{
	char *log = kernel_log_read(), *rest = log, *line;

	if (!log)
		printf("cannot be read: %s\n", strerror(errno));
	while (log && (line = next_line(&rest)))
		puts(line);
	free(log);
}
