// SPDX-License-Identifier: GPL-2.0-only
/* hidbpf record: records the reports of a device. */
#include "cli/message.h"
#include "commands/commands.h"
#include "device/device.h"
#include "device/nodes.h"
#include "recording/recording.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/hidraw.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

struct recorder {
	int fd; /* hidraw */
	FILE *file;
	uint64_t start; /* of the first report */
	size_t count;
};

static volatile sig_atomic_t stopped;

static void stop(int signal)
{
	(void)signal;
	stopped = 1;
}

static int open_node(struct recorder *recorder, const struct device *device)
{
	struct node node;

	if (nodes_hidraw(&node, device))
		return fail(NO_DEVICE,
			    "cannot record %s: it has no hidraw node; its driver creates none",
			    device->sysname);
	recorder->fd = open(node.path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	if (recorder->fd >= 0)
		return DONE;
	return fail(errno == EACCES ? NOT_PERMITTED : REFUSED, "cannot open %s: %s", node.path,
		    strerror(errno));
}

/* Writes the lines that describe the device. */
static int write_device(const struct recorder *recorder, const struct device *device)
{
	struct hidraw_report_descriptor rdesc;
	struct recording_device recorded = { .rdesc = rdesc.value };
	struct hidraw_devinfo info;
	int size;

	if (ioctl(recorder->fd, HIDIOCGRDESCSIZE, &size) < 0)
		goto error;
	rdesc.size = size;
	if (ioctl(recorder->fd, HIDIOCGRDESC, &rdesc) < 0 ||
	    ioctl(recorder->fd, HIDIOCGRAWINFO, &info) < 0 ||
	    ioctl(recorder->fd, HIDIOCGRAWNAME(sizeof(recorded.name) - 1), recorded.name) < 0 ||
	    ioctl(recorder->fd, HIDIOCGRAWPHYS(sizeof(recorded.phys) - 1), recorded.phys) < 0)
		goto error;
	recorded.rdesc_size = size;
	recorded.bus = info.bustype;
	recorded.vendor = (uint16_t)info.vendor;
	recorded.product = (uint16_t)info.product;
	recording_write_device(recorder->file, &recorded);
	return DONE;

error:
	return fail(REFUSED, "cannot query %s: %s", device->sysname, strerror(errno));
}

/* The time since the first report. */
static uint64_t report_time(struct recorder *recorder)
{
	struct timespec time;
	uint64_t usec;

	clock_gettime(CLOCK_MONOTONIC, &time);
	usec = time.tv_sec * 1000000ULL + time.tv_nsec / 1000;
	if (!recorder->count++)
		recorder->start = usec;
	return usec - recorder->start;
}

static void show_count(const struct recorder *recorder)
{
	if (recorder->file != stdout && isatty(STDERR_FILENO))
		fprintf(stderr, "\r%zu reports; press Ctrl-C to stop ", recorder->count);
}

/* Writes the reports that have arrived; false when the device is gone. */
static bool read_reports(struct recorder *recorder)
{
	uint8_t report[RECORDING_REPORT_MAX];
	bool gone;
	ssize_t len;

	while ((len = read(recorder->fd, report, sizeof(report))) > 0)
		recording_write_event(recorder->file, report_time(recorder), report, len);
	gone = len == 0 || (errno != EAGAIN && errno != EINTR);
	fflush(recorder->file);
	show_count(recorder);
	return !gone;
}

/* Signals are blocked except during ppoll(), so that none is missed. */
static void record_reports(struct recorder *recorder)
{
	struct pollfd pollfd = { .fd = recorder->fd, .events = POLLIN };
	struct sigaction action = { .sa_handler = stop };
	sigset_t blocked, waiting;

	sigemptyset(&blocked);
	sigaddset(&blocked, SIGINT);
	sigaddset(&blocked, SIGTERM);
	sigprocmask(SIG_BLOCK, &blocked, &waiting);
	sigaction(SIGINT, &action, NULL);
	sigaction(SIGTERM, &action, NULL);
	do {
		if (ppoll(&pollfd, 1, NULL, &waiting) < 0)
			pollfd.revents = 0;
		if (!read_reports(recorder)) {
			fputs("the device was unplugged\n", stderr);
			return;
		}
	} while (!stopped && !ferror(recorder->file));
}

/* The file is created only when the device can be read. */
static int record_to(struct recorder *recorder, const struct device *device, const char *path)
{
	bool failed;
	int code;

	recorder->file = path ? fopen(path, "we") : stdout;
	if (!recorder->file)
		return fail(REFUSED, "cannot write %s: %s", path, strerror(errno));
	code = write_device(recorder, device);
	if (!code) {
		show_count(recorder);
		fflush(recorder->file);
		record_reports(recorder);
	}
	failed = ferror(recorder->file);
	if (path && fclose(recorder->file))
		failed = true;
	if (!code && failed)
		return fail(REFUSED, "cannot write %s", path ?: "to standard output");
	if (!code && path)
		fprintf(stderr, "%s%zu reports in %s\n", isatty(STDERR_FILENO) ? "\r\033[K" : "",
			recorder->count, path);
	return code;
}

static int record(char **arguments)
{
	struct recorder recorder = { 0 };
	struct device device;
	int code;

	code = device_parse(&device, arguments[0]);
	if (!code)
		code = device_check(&device);
	if (!code)
		code = open_node(&recorder, &device);
	if (code)
		return code;
	code = record_to(&recorder, &device, arguments[1]);
	close(recorder.fd);
	return code;
}

const struct command command_record = {
	.name = "record",
	.summary = "record the reports of a device in a file",
	.arguments = "DEVICE [FILE]",
	.least_arguments = 1,
	.most_arguments = 2,
	.description =
		"Record a device and each report it sends, until you press Ctrl-C or the device\n"
		"is unplugged. The file has the format of hid-recorder and serves bug reports,\n"
		"\"hidbpf replay\" and \"hidbpf test\". Reports are recorded after the attached\n"
		"programs have changed them: detach the programs to record the device itself.\n",
	.words = (const struct command_word[]){ DEVICE_HELP,
						{ "FILE",
						  "the file to write (default: standard output)" },
						{ 0 } },
	.notes =
		"A recording of a keyboard contains everything typed on it, including passwords.\n",
	.run = record,
};
