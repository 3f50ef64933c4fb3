// SPDX-License-Identifier: GPL-2.0-only
/* Complaints in the kernel log. */
#include "kmsg.h"
#include "tap.h"

#include <fcntl.h>
#include <unistd.h>

static const char *const complaints[] = {
	"WARNING:",
	"BUG:",
	"Oops",
	"cut here",
	"general protection",
	"refcount_t:",
	"corruption",
	"suspicious RCU",
	"blocked for more than",
	"lockup",
	"Call Trace:",
};

static int is_complaint(const char *line)
{
	for (size_t i = 0; i < sizeof(complaints) / sizeof(complaints[0]); i++)
		if (strstr(line, complaints[i]))
			return 1;
	return 0;
}

static bool failures_are_excused;

void kmsg_excuse_failed_allocations(void)
{
	failures_are_excused = true;
}

/* The first line of the kernel's report of a failed allocation; a stack trace follows. */
static bool is_failed_allocation(const char *line)
{
	return strstr(line, ": vmalloc error: size ") ||
	       strstr(line, ": page allocation failure: order:");
}

/* Opens the log at its end. True the first time. */
static bool open_log(int *fd)
{
	if (*fd >= 0)
		return false;
	*fd = open("/dev/kmsg", O_RDONLY | O_NONBLOCK | O_CLOEXEC);
	CHECK(*fd >= 0);
	lseek(*fd, 0, SEEK_END);
	return true;
}

/* The next record's first line without what /dev/kmsg puts before it; NULL if there is none. */
static const char *next_line(int fd)
{
	static char record[2048];
	const char *text;
	ssize_t len;

	do
		len = read(fd, record, sizeof(record) - 1);
	while (len < 0 && errno == EPIPE);
	if (len <= 0)
		return NULL;
	record[len] = '\0';
	record[strcspn(record, "\n")] = '\0';
	text = strchr(record, ';');
	return text ? text + 1 : record;
}

int kmsg_complaints(void)
{
	static int fd = -1;
	const char *line;
	int found = 0, excused = 0;

	if (open_log(&fd))
		return 0;
	while ((line = next_line(fd))) {
		if (failures_are_excused && is_failed_allocation(line))
			excused++;
		if (!is_complaint(line) || (!strncmp(line, "Call Trace:", 11) && excused-- > 0))
			continue;
		test_note("kernel: %s", line);
		found++;
	}
	return found;
}

int kmsg_lines(const char *prefix, char *text, unsigned long size)
{
	static int fd = -1;
	const char *line;
	size_t used = 0;
	int found = 0;

	text[0] = '\0';
	if (open_log(&fd))
		return 0;
	while ((line = next_line(fd))) {
		if (strncmp(line, prefix, strlen(prefix)) || used >= size)
			continue;
		used += snprintf(text + used, size - used, "%s\n", line);
		found++;
	}
	return found;
}
