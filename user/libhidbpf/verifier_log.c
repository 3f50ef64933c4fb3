// SPDX-License-Identifier: GPL-2.0-only
/* Keeps what libbpf and the verifier write, and finds in it why the kernel refused an object. */
#include "libhidbpf/aliases.h"
#include "libhidbpf/private.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LOG_BEGIN "-- BEGIN PROG LOAD LOG --\n"
#define LOG_END "-- END PROG LOAD LOG --"
/* Newer verifiers repeat their reason after this, at length. */
#define EXPLANATION "\nVerification failed: "

static FILE *stream; /* writes to messages */
static char *messages;
static size_t messages_len;
static bool has_aliases;

/* A part of the log, most often one line. */
struct text {
	const char *start;
	int len;
};

/* What the verifier says and what that means. */
static const struct {
	const char *said;
	const char *means;
} meanings[] = {
	{ "only read is supported", "it writes to the context or the device, which this kernel "
				    "does not allow from tracing programs" },
	{ "helper call might sleep in a non-sleepable prog",
	  "it calls a function that may sleep, which needs a section struct_ops.s/" },
};

static int write_message(enum libbpf_print_level level, const char *format, va_list args)
{
	char *message;
	int len;

	if (level != LIBBPF_WARN || !stream)
		return 0;
	len = vasprintf(&message, format, args);
	if (len < 0)
		return 0;
	if (has_aliases)
		hidbpf_aliases_restore(message);
	fputs(message, stream);
	free(message);
	return len;
}

void hidbpf_log_start(void)
{
	if (stream)
		fclose(stream);
	free(messages);
	messages = NULL;
	has_aliases = false;
	stream = open_memstream(&messages, &messages_len);
	libbpf_set_print(write_message);
}

void hidbpf_log_has_aliases(void)
{
	has_aliases = true;
}

const char *hidbpf_log(void)
{
	if (stream)
		fflush(stream);
	return messages ?: "";
}

static bool contains(struct text text, const char *what)
{
	return memmem(text.start, text.len, what, strlen(what));
}

static bool begins(struct text text, const char *what)
{
	return (size_t)text.len >= strlen(what) && !memcmp(text.start, what, strlen(what));
}

/* Removes the last line of a text and returns it. */
static struct text cut_last_line(struct text *text)
{
	const char *newline;
	struct text line;

	while (text->len && text->start[text->len - 1] == '\n')
		text->len--;
	newline = memrchr(text->start, '\n', text->len);
	line.start = newline ? newline + 1 : text->start;
	line.len = text->start + text->len - line.start;
	text->len -= line.len;
	return line;
}

/* What the verifier writes after its reason. */
static bool is_statistics(struct text line)
{
	return begins(line, "processed ") || begins(line, "verification time ") ||
	       begins(line, "stack depth ") || begins(line, "func#");
}

static struct text last_error(struct text log)
{
	struct text line = { "", 0 };

	while (log.len && (!line.len || is_statistics(line)))
		line = cut_last_line(&log);
	return line;
}

/* The line the verifier was at, which it quotes as "; hctx->size = 3;" and maybe "@ file:line". */
static struct text last_source(struct text log)
{
	while (log.len) {
		struct text line = cut_last_line(&log);
		const char *at;

		if (!begins(line, "; "))
			continue;
		line.start += 2;
		line.len -= 2;
		at = memmem(line.start, line.len, " @ ", 3);
		if (at)
			line.len = at - line.start;
		return line;
	}
	return (struct text){ "", 0 };
}

/* Finds the name of the program that was refused, and the verifier's log; false if none was. */
static bool find_log(struct text *name, struct text *log)
{
	const char *begin = strstr(hidbpf_log(), LOG_BEGIN), *end, *line;
	static const char prefix[] = "prog '";

	if (!begin)
		return false;
	line = memrchr(hidbpf_log(), '\n', begin - hidbpf_log());
	line = line ? line + 1 : hidbpf_log();
	name->start = memmem(line, begin - line, prefix, sizeof(prefix) - 1);
	if (!name->start)
		return false;
	name->start += sizeof(prefix) - 1;
	name->len = strcspn(name->start, "'");
	log->start = begin + strlen(LOG_BEGIN);
	end = strstr(log->start, EXPLANATION);
	if (!end)
		end = strstr(log->start, LOG_END);
	log->len = end ? end - log->start : (int)strlen(log->start);
	return true;
}

static void explain_program(struct text name, struct text log)
{
	struct text line = last_error(log), source = last_source(log);
	const char *reason = NULL;
	char text[256];

	for (size_t i = 0; !reason && i < sizeof(meanings) / sizeof(meanings[0]); i++)
		if (contains(line, meanings[i].said))
			reason = meanings[i].means;
	if (!reason) {
		snprintf(text, sizeof(text), "%.*s", line.len, line.start);
		reason = text;
	}
	hidbpf_set_error(0, "the kernel refused program %.*s: %s%s%.*s%s", name.len, name.start,
			 reason, source.len ? ", at \"" : "", source.len, source.start,
			 source.len ? "\"" : "");
}

/* Quotes libbpf: a function that neither kernel nor modules have, or its last message. */
static void explain_object(int err)
{
	struct text log = { hidbpf_log(), strlen(hidbpf_log()) }, line;
	static const char missing[] = "extern (func ksym) '";
	const char *function = strstr(hidbpf_log(), missing);

	if (function) {
		function += sizeof(missing) - 1;
		hidbpf_set_error(0, "it calls %.*s(), which this kernel does not have",
				 (int)strcspn(function, "'"), function);
		return;
	}
	do
		line = cut_last_line(&log);
	while (log.len && contains(line, "failed to load object"));
	if (begins(line, "libbpf: "))
		line.start += 8, line.len -= 8;
	hidbpf_set_error(0, "%s%s%.*s", strerror(-err), line.len ? ": " : "", line.len, line.start);
}

bool hidbpf_program_was_refused(void)
{
	struct text name, log;

	return find_log(&name, &log);
}

int hidbpf_explain_refusal(int err)
{
	struct text name, log;

	if (find_log(&name, &log))
		explain_program(name, log);
	else
		explain_object(err);
	return err;
}
