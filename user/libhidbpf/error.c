// SPDX-License-Identifier: GPL-2.0-only
/* What went wrong: our own words, and libbpf's and the verifier's. */
#include "libhidbpf/private.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static __thread char error[1024];
static char *messages;
static size_t messages_len;

int hidbpf_set_error(int err, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	vsnprintf(error, sizeof(error), format, args);
	va_end(args);
	return err;
}

const char *hidbpf_error(void)
{
	return error;
}

static int keep(enum libbpf_print_level level, const char *format, va_list args)
{
	char *text = NULL, *longer;
	int len;

	if (level != LIBBPF_WARN)
		return 0;
	len = vasprintf(&text, format, args);
	if (len < 0)
		return 0;
	longer = realloc(messages, messages_len + len + 1);
	if (longer) {
		messages = longer;
		memcpy(messages + messages_len, text, len + 1);
		messages_len += len;
	}
	free(text);
	return len;
}

void hidbpf_log_start(void)
{
	free(messages);
	messages = NULL;
	messages_len = 0;
	libbpf_set_print(keep);
}

const char *hidbpf_log(void)
{
	return messages ?: "";
}
