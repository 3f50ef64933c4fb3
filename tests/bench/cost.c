// SPDX-License-Identifier: GPL-2.0-only
/*
 * Measures what HID-BPF costs, in nanoseconds of the guest's clock: instructions under QEMU's
 * -icount shift=0.
 *
 * usage: cost report PROGRAMS own|other
 *        cost change|first|attach|object|fixup
 *        cost request PROGRAMS
 *   report   a report, from its write to uhid until it has been read from evdev, while this many
 *            no-op programs are attached to its device or to another one
 *   change   the same, with one program that changes four bytes
 *   request  a HIDIOCSFEATURE of an application, including the device's answer, while no or one
 *            program is attached for requests
 *   first    attaching a loaded program for events, and detaching it, while no device has any: the
 *            module also begins and ends to redirect hid-core
 *   attach   the same while another device has a program; this holds for the next ones as well
 *   object   the same, with opening, loading and closing its object
 *   fixup    attaching a loaded program for the report descriptor, until the device's evdev node
 *            can be opened again
 * Prints the median of many repetitions: what a timer interrupt fell into costs more than its
 * neighbours.
 */
#include "lib/device.h"
#include "lib/device_private.h"
#include "lib/models.h"
#include "lib/programs.h"
#include "lib/tap.h"

#include <dirent.h>
#include <linux/hidraw.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

/* Reports and requests are timed in batches. */
#define BATCH 50
#define BATCHES 200
#define WARM_UP_BATCHES 20

/* The slow operations are timed one by one. */
#define OPERATIONS 7
#define WARM_UP_OPERATIONS 2

/* One move of the mouse and what applications read of it: x, y, and the end of the report. */
#define REPORT 1, 0, 1, 2, 0
#define EVENTS 3

/* The measured device, its open node, and loaded programs. */
struct target {
	struct device *dev;
	int node;
	struct ops ops;
};

static long long clock_ns(clockid_t clock)
{
	struct timespec now = {};

	clock_gettime(clock, &now);
	return now.tv_sec * 1000000000LL + now.tv_nsec;
}

static int compare(const void *a, const void *b)
{
	long long diff = *(const long long *)a - *(const long long *)b;

	return (diff > 0) - (diff < 0);
}

static long long median(long long *values, size_t count)
{
	qsort(values, count, sizeof(*values), compare);
	return values[count / 2];
}

static void send_and_read(struct target *target)
{
	static const unsigned char data[] = { REPORT };
	static const size_t report_len = offsetof(struct uhid_event, u.input2.data) + sizeof(data);
	static const struct uhid_event report = {
		.type = UHID_INPUT2,
		.u.input2 = { .size = sizeof(data), .data = { REPORT } },
	};
	struct input_event events[EVENTS];

	if (write(target->dev->fd, &report, report_len) != (ssize_t)report_len)
		FAIL("the report could not be sent: %s", strerror(errno));
	if (read(target->node, events, sizeof(events)) != sizeof(events))
		FAIL("evdev did not have the %d events of the report", EVENTS);
}

static void set_feature(struct target *target)
{
	unsigned char report[] = { 1, 2, 3, 4, 5 };
	struct host_request request;

	if (ioctl(target->node, HIDIOCSFEATURE(sizeof(report)), report) != sizeof(report))
		FAIL("the request failed: %s", strerror(errno));
	if (!device_next_request(target->dev, &request, 5000))
		FAIL("the request did not reach the device");
}

static long long time_batch(void (*function)(struct target *target), struct target *target)
{
	long long begin = clock_ns(CLOCK_MONOTONIC);

	for (int i = 0; i < BATCH; i++)
		function(target);
	return clock_ns(CLOCK_MONOTONIC) - begin;
}

static long long time_one(void (*function)(struct target *target), struct target *target)
{
	static long long costs[BATCHES];

	for (int i = 0; i < WARM_UP_BATCHES; i++)
		time_batch(function, target);
	for (int i = 0; i < BATCHES; i++)
		costs[i] = time_batch(function, target);
	return (median(costs, BATCHES) + BATCH / 2) / BATCH;
}

/* The CPU time of all other processes, kernel threads among them. */
static long long others_ns(void)
{
	DIR *proc = opendir("/proc");
	struct dirent *entry;
	long long total = 0;
	clockid_t clock;

	CHECK(proc != NULL);
	while ((entry = readdir(proc))) {
		int pid = atoi(entry->d_name);

		if (pid > 0 && pid != getpid() && !clock_getcpuclockid(pid, &clock))
			total += clock_ns(clock);
	}
	closedir(proc);
	return total;
}

/*
 * Begins and ends measuring what waits for others, such as for a kworker or an RCU grace period:
 * the CPU time of all, because the clock of an idle machine runs on. Looking at the others does not
 * count.
 */
static long long begin_work(void)
{
	long long others = others_ns();

	return others + clock_ns(CLOCK_PROCESS_CPUTIME_ID);
}

static long long end_work(long long begin)
{
	long long own = clock_ns(CLOCK_PROCESS_CPUTIME_ID);

	return own + others_ns() - begin;
}

static long long time_attach(struct target *target)
{
	long long begin = begin_work();

	ops_attach(&target->ops);
	ops_detach(&target->ops);
	return end_work(begin);
}

/* The module stops redirecting hid-core some time after the last ops have been detached. */
static long long time_first(struct target *target)
{
	long long begin = begin_work();

	ops_attach(&target->ops);
	ops_detach(&target->ops);
	usleep(200000);
	return end_work(begin);
}

static long long time_fixup(struct target *target)
{
	long long begin = begin_work(), cost;

	ops_attach(&target->ops);
	target->node = device_evdev(target->dev);
	cost = end_work(begin);
	close(target->node);
	ops_detach(&target->ops);
	return cost;
}

static long long time_object(struct target *target)
{
	long long begin = begin_work();
	struct ops ops = ops_on(target->dev, "programs", "ops0");

	ops_detach(&ops);
	hidbpf_object_close(ops.object);
	return end_work(begin);
}

static long long operation_cost(long long (*function)(struct target *target), const char *ops)
{
	struct target target = { .dev = device_plug(&mouse) };
	long long costs[OPERATIONS];

	target.ops = ops_load(target.dev, "programs", ops);
	if (function != time_first)
		ops_on(device_plug(&mouse), "programs", "ops0");
	for (int i = 0; i < WARM_UP_OPERATIONS; i++)
		function(&target);
	for (int i = 0; i < OPERATIONS; i++)
		costs[i] = function(&target);
	return median(costs, OPERATIONS);
}

static void attach_many(struct device *dev, int count)
{
	struct hidbpf_object *object = object_open("programs");
	struct hidbpf_ops *ops[count];
	struct hidbpf_link *link;
	char name[16];

	for (int i = 0; i < count; i++) {
		snprintf(name, sizeof(name), "ops%d", i);
		ops[i] = ops_enable(object, name, device_id(dev));
	}
	if (hidbpf_object_load(object))
		FAIL("%s", hidbpf_error());
	for (int i = 0; i < count; i++)
		if (hidbpf_ops_attach(ops[i], &link))
			FAIL("%s", hidbpf_error());
}

static long long report_cost(int programs, bool own, const char *name)
{
	struct device *measured = device_plug(&wheel), *other = device_plug(&wheel);
	struct target target = { .dev = measured, .node = device_evdev(measured) };

	if (name)
		ops_on(measured, "programs", name);
	else if (programs)
		attach_many(own ? measured : other, programs);
	return time_one(send_and_read, &target);
}

static long long request_cost(int programs)
{
	struct device *dev = device_plug(&combo);
	struct target target = { .dev = dev, .node = device_hidraw(dev) };

	if (programs)
		ops_on(dev, "programs", "request");
	return time_one(set_feature, &target);
}

static long long cost(int argc, char **argv)
{
	if (argc == 4 && !strcmp(argv[1], "report"))
		return report_cost(atoi(argv[2]), !strcmp(argv[3], "own"), NULL);
	if (argc == 2 && !strcmp(argv[1], "change"))
		return report_cost(1, true, "change");
	if (argc == 3 && !strcmp(argv[1], "request"))
		return request_cost(atoi(argv[2]));
	if (argc == 2 && !strcmp(argv[1], "first"))
		return operation_cost(time_first, "ops0");
	if (argc == 2 && !strcmp(argv[1], "attach"))
		return operation_cost(time_attach, "ops0");
	if (argc == 2 && !strcmp(argv[1], "object"))
		return operation_cost(time_object, "ops0");
	if (argc == 2 && !strcmp(argv[1], "fixup"))
		return operation_cost(time_fixup, "fixup");
	FAIL("usage: cost report PROGRAMS own|other, cost request PROGRAMS, cost change|first|attach|object|fixup");
}

int main(int argc, char **argv)
{
	printf("%lld\n", cost(argc, argv));
	return 0;
}
