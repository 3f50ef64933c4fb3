// SPDX-License-Identifier: GPL-2.0-only
/* Runs tests in child processes and prints TAP. */
#include "tap.h"
#include "kmsg.h"

#include <signal.h>
#include <stdarg.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define TEST_SECONDS 60

enum { PASSED, FAILED, SKIPPED = 77 };

/* Not defined in a program without tests. */
extern const struct test __start_tests[] __attribute__((weak));
extern const struct test __stop_tests[] __attribute__((weak));

/* The child sends the reason of a skip through this pipe. */
static int reason_fd = -1;

static void note_va(const char *format, va_list args)
{
	printf("# ");
	vprintf(format, args);
	printf("\n");
	fflush(stdout);
}

void test_note(const char *format, ...)
{
	va_list args;

	va_start(args, format);
	note_va(format, args);
	va_end(args);
}

void test_fail(const char *file, int line, const char *format, ...)
{
	char text[1024];
	va_list args;

	va_start(args, format);
	vsnprintf(text, sizeof(text), format, args);
	va_end(args);
	test_note("%s:%d: %s", file, line, text);
	_exit(FAILED);
}

void test_skip(const char *format, ...)
{
	va_list args;

	va_start(args, format);
	vdprintf(reason_fd, format, args);
	va_end(args);
	fflush(stdout);
	_exit(SKIPPED);
}

void test_check_eq(const char *file, int line, const char *expression, long long got,
		   long long want)
{
	if (got != want)
		test_fail(file, line, "%s is %lld, not %lld", expression, got, want);
}

void test_check_str(const char *file, int line, const char *expression, const char *got,
		    const char *want)
{
	if (strcmp(got, want))
		test_fail(file, line, "%s is \"%s\", not \"%s\"", expression, got, want);
}

static void format_bytes(char *text, size_t size, const unsigned char *bytes, size_t len)
{
	size_t used = 0;

	text[0] = '\0';
	for (size_t i = 0; i < len && used + 4 < size; i++)
		used += snprintf(text + used, size - used, "%s%02x", i ? " " : "", bytes[i]);
}

void test_check_bytes(const char *file, int line, const char *expression, const void *got,
		      size_t got_len, const unsigned char *want, size_t want_len)
{
	char got_text[256], want_text[256];

	if (got_len == want_len && !memcmp(got, want, want_len))
		return;
	format_bytes(got_text, sizeof(got_text), got, got_len);
	format_bytes(want_text, sizeof(want_text), want, want_len);
	test_fail(file, line, "%s has %zu bytes: %s, not %zu bytes: %s", expression, got_len,
		  got_text, want_len, want_text);
}

long long test_now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec * 1000LL + now.tv_nsec / 1000000;
}

long long test_patience(long long time)
{
	const char *slower = getenv("SLOWER");

	return slower ? time * atoi(slower) : time;
}

void test_pause_ms(unsigned int ms)
{
	usleep(ms * 1000);
}

/* "attach" for ".../attach.c" */
static void group_of(const struct test *test, char *group, size_t size)
{
	const char *base = strrchr(test->file, '/');

	snprintf(group, size, "%s", base ? base + 1 : test->file);
	group[strcspn(group, ".")] = '\0';
}

static bool is_wanted(const struct test *test, int argc, char **argv)
{
	char group[64], full[160];
	bool choosing = false;

	group_of(test, group, sizeof(group));
	snprintf(full, sizeof(full), "%s.%s", group, test->name);
	for (int i = 0; i < argc; i++) {
		if (argv[i][0] == '-' && !strcmp(argv[i] + 1, group))
			return false;
		if (!strcmp(argv[i], group) || !strcmp(argv[i], full))
			return true;
		choosing |= argv[i][0] != '-';
	}
	return !choosing;
}

static void run_child(const struct test *test, int write_fd)
{
	reason_fd = write_fd;
	setpgid(0, 0);
	alarm(test_patience(TEST_SECONDS));
	test->run();
	fflush(stdout);
	_exit(PASSED);
}

static int verdict_of(int status)
{
	if (WIFEXITED(status))
		return WEXITSTATUS(status);
	if (WTERMSIG(status) == SIGALRM)
		test_note("killed after %lld seconds", test_patience(TEST_SECONDS));
	else
		test_note("killed by signal %d", WTERMSIG(status));
	return FAILED;
}

static int run_test(const struct test *test, char *reason, size_t reason_size)
{
	int fds[2], status = 0;
	ssize_t len;
	pid_t pid;

	if (pipe(fds))
		return FAILED;
	fflush(stdout);
	pid = fork();
	if (!pid)
		run_child(test, fds[1]);
	close(fds[1]);
	waitpid(pid, &status, 0);
	kill(-pid, SIGKILL);
	len = read(fds[0], reason, reason_size - 1);
	reason[len > 0 ? len : 0] = '\0';
	close(fds[0]);
	status = verdict_of(status);
	return kmsg_complaints() ? FAILED : status;
}

/* Whether the test passed. */
static bool report_test(const struct test *test, const char *phase, int number)
{
	char group[64], reason[256];
	int verdict = run_test(test, reason, sizeof(reason));
	bool passed = verdict == PASSED || verdict == SKIPPED;

	group_of(test, group, sizeof(group));
	if (!passed)
		test_note("that was %s.%s", group, test->name);
	printf("%s %d - %s%s: %s%s%s\n", passed ? "ok" : "not ok", number, phase, group,
	       test->title, verdict == SKIPPED ? " # SKIP " : "", verdict == SKIPPED ? reason : "");
	fflush(stdout);
	return passed;
}

static bool is_phase(const char *arg)
{
	return arg[0] && arg[strlen(arg) - 1] == ':';
}

/* Returns how many failed. */
static int run_phase(const char *phase, int argc, char **argv, int *count)
{
	char prefix[64] = "";
	int failed = 0;

	if (phase)
		snprintf(prefix, sizeof(prefix), "%s ", phase);
	for (const struct test *test = __start_tests; test < __stop_tests; test++)
		if (is_wanted(test, argc, argv))
			failed += !report_test(test, prefix, ++*count);
	return failed;
}

int test_main(int argc, char **argv)
{
	int count = 0, failed = 0, first = 1, last;

	kmsg_complaints();
	do {
		const char *phase = first < argc && is_phase(argv[first]) ? argv[first++] : NULL;

		for (last = first; last < argc && !is_phase(argv[last]);)
			last++;
		failed += run_phase(phase, last - first, argv + first, &count);
		first = last;
	} while (first < argc);
	printf("1..%d\n", count);
	fflush(stdout);
	return failed || !count;
}
