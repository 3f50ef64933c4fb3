// SPDX-License-Identifier: GPL-2.0-only
/* Reads the kernel log. */
#include "device/kernel_log.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/klog.h>

enum { READ_ALL = 3, SIZE_BUFFER = 10 }; /* of syslog(2) */

#define ERROR 3 /* log level; lower ones are more severe */

char *kernel_log_read(void)
{
	int size = klogctl(SIZE_BUFFER, NULL, 0);
	char *log = size > 0 ? malloc(size + 1) : NULL;
	int len = log ? klogctl(READ_ALL, log, size) : -1;

	if (len >= 0) {
		log[len] = '\0';
		return log;
	}
	free(log);
	return NULL;
}

/* The message of a driver about the device in a line, "hid-generic 0003:...: message", or NULL. */
static const char *device_error(const char *line, const char *sysname)
{
	const char *at = strstr(line, sysname);

	if (line[0] != '<' || (atoi(line + 1) & 7) > ERROR || !at || at[strlen(sysname)] != ':')
		return NULL;
	at += strlen(sysname) + 1;
	return at + strspn(at, " ");
}

/* Whether an error is one with which hid-core stops reading a descriptor. */
static bool ends_parsing(const char *error)
{
	static const char *const last[] = {
		"item fetching failed",		"unexpected long global item", " parsing failed",
		"unbalanced collection at end", "unbalanced delimiter at end",
	};

	for (size_t i = 0; i < sizeof(last) / sizeof(last[0]); i++)
		if (strstr(error, last[i]))
			return true;
	return false;
}

/* Of an item that "failed", the error before says more. */
bool kernel_log_refusal(const struct device *device, char *text, size_t size)
{
	char *log = kernel_log_read(), *rest = log, *line;
	const char *error, *before = NULL;

	text[0] = '\0';
	while ((line = strsep(&rest, "\n"))) {
		error = device_error(line, device->sysname);
		if (error && ends_parsing(error))
			snprintf(text, size, "%s%s%s", before ?: "", before ? "; " : "", error);
		if (error)
			before = ends_parsing(error) || strstr(error, "probe") ? NULL : error;
	}
	free(log);
	return *text;
}
