// SPDX-License-Identifier: GPL-2.0-only
/*
 * Measures what one report costs, from its write to uhid until it has been read from evdev.
 *
 * usage: reports PROGRAMS own|other
 * Plugs in two mice, attaches PROGRAMS no-op event programs to the measured one or to the other,
 * and prints the cost in nanoseconds of the guest's clock, which are instructions under QEMU's
 * -icount shift=0. Reports are timed in batches, and the median of all batches counts: a batch that
 * a timer interrupt fell into costs more than its neighbours.
 */
#include "lib/device.h"
#include "lib/device_private.h"
#include "lib/models.h"
#include "lib/programs.h"
#include "lib/tap.h"

#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#define BATCH 50
#define BATCHES 200
#define WARM_UP_BATCHES 20

/* One move of the mouse and what applications read of it: x, y, and the end of the report. */
#define REPORT 0, 1, 1
#define EVENTS 3

static void send_and_read(int uhid, int evdev)
{
	static const struct uhid_event report = {
		.type = UHID_INPUT2,
		.u.input2 = { .size = MOUSE_REPORT, .data = { REPORT } },
	};
	static const size_t report_len = offsetof(struct uhid_event, u.input2.data) + MOUSE_REPORT;
	struct input_event events[EVENTS];

	if (write(uhid, &report, report_len) != (ssize_t)report_len)
		FAIL("the report could not be sent: %s", strerror(errno));
	if (read(evdev, events, sizeof(events)) != sizeof(events))
		FAIL("evdev did not have the %d events of the report", EVENTS);
}

static long long now_ns(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec * 1000000000LL + now.tv_nsec;
}

static long long time_batch(int uhid, int evdev)
{
	long long begin = now_ns();

	for (int i = 0; i < BATCH; i++)
		send_and_read(uhid, evdev);
	return now_ns() - begin;
}

static int compare(const void *a, const void *b)
{
	long long diff = *(const long long *)a - *(const long long *)b;

	return (diff > 0) - (diff < 0);
}

static long long median_cost(struct device *dev)
{
	static long long costs[BATCHES];
	int evdev = device_evdev(dev);

	for (int i = 0; i < WARM_UP_BATCHES; i++)
		time_batch(dev->fd, evdev);
	for (int i = 0; i < BATCHES; i++)
		costs[i] = time_batch(dev->fd, evdev);
	qsort(costs, BATCHES, sizeof(*costs), compare);
	return (costs[BATCHES / 2] + BATCH / 2) / BATCH;
}

int main(int argc, char **argv)
{
	struct device *measured, *other, *target;

	if (argc != 3)
		FAIL("usage: reports PROGRAMS own|other");
	measured = device_plug(&mouse);
	other = device_plug(&mouse);
	target = strcmp(argv[2], "own") ? other : measured;
	for (int i = atoi(argv[1]); i > 0; i--)
		ops_on(target, "noop", "noop");
	printf("%lld\n", median_cost(measured));
	return 0;
}
