// SPDX-License-Identifier: GPL-2.0-only
/* Makes allocations fail, with /proc/thread-self/fail-nth. */
#include "inject.h"
#include "lib/tap.h"

#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#define COUNT_FROM 1000000

static int fail_nth = -1;

static void set_file(const char *path, const char *value)
{
	int fd = open(path, O_WRONLY | O_CLOEXEC);

	/* Not every kernel supports every kind of failure. */
	if (fd < 0)
		return;
	if (write(fd, value, strlen(value)) < 0)
		FAIL("%s: %s", path, strerror(errno));
	close(fd);
}

/*
 * Also fail allocations that may wait for memory, and those of any number of pages. Each failure
 * would print a stack trace, which a clean log must not contain.
 */
void inject_prepare(void)
{
	static const char *const quiet[] = { "failslab", "fail_page_alloc", "fail_usercopy" };
	char path[64];

	fail_nth = open("/proc/thread-self/fail-nth", O_RDWR | O_CLOEXEC);
	if (fail_nth < 0)
		test_skip("this kernel cannot make allocations fail (CONFIG_FAULT_INJECTION)");
	for (size_t i = 0; i < sizeof(quiet) / sizeof(quiet[0]); i++) {
		snprintf(path, sizeof(path), "/sys/kernel/debug/%s/verbose", quiet[i]);
		set_file(path, "0");
	}
	set_file("/sys/kernel/debug/failslab/ignore-gfp-wait", "N");
	set_file("/sys/kernel/debug/fail_page_alloc/ignore-gfp-wait", "N");
	set_file("/sys/kernel/debug/fail_page_alloc/min-order", "0");
}

/*
 * This itself copies from user space, and that copy may be the one that fails, instead of the next.
 */
void inject_nth(unsigned int n)
{
	char text[16];
	int len = snprintf(text, sizeof(text), "%u", n);

	if (pwrite(fail_nth, text, len, 0) < 0)
		CHECK_EQ(pwrite(fail_nth, text, len, 0), len);
}

/* How many are still to go: 0 when one has failed, 1 when that was the copy made here. */
static unsigned int remaining(void)
{
	char text[16] = "";

	if (pread(fail_nth, text, sizeof(text) - 1, 0) < 0)
		return 1;
	return strtoul(text, NULL, 10);
}

bool inject_end(void)
{
	unsigned int left = remaining();

	inject_nth(0);
	return !left;
}

void inject_count(void)
{
	inject_nth(COUNT_FROM);
}

unsigned int inject_counted(void)
{
	unsigned int left = remaining();

	inject_nth(0);
	return COUNT_FROM - left;
}
