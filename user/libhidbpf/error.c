// SPDX-License-Identifier: GPL-2.0-only
/* Keeps the sentence about each thread's last error. */
#include "libhidbpf/error.h"
#include "libhidbpf/libhidbpf.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static __thread char error[1024];

int hidbpf_set_error(int err, const char *format, ...)
{
	char text[sizeof(error)];
	va_list args;

	va_start(args, format);
	vsnprintf(text, sizeof(text), format, args);
	va_end(args);
	memcpy(error, text, sizeof(error));
	return err;
}

int hidbpf_no_memory(void)
{
	return hidbpf_set_error(-ENOMEM, "out of memory");
}

const char *hidbpf_error(void)
{
	return error;
}
