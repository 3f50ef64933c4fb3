// SPDX-License-Identifier: GPL-2.0-only
/* hidbpf record */
#include "cli/message.h"
#include "commands/commands.h"
#include "device/device.h"
#include "device/nodes.h"
#include "recording/recording.h"

#include <errno.h>
#include <fcntl.h>
#include <getopt.h>
#include <linux/hidraw.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

static const char usage[] =
	"Usage: hidbpf record DEVICE [FILE]\n"
	"\n"
	"Writes what a device is and each report it sends, until Ctrl-C or until it is unplugged, to FILE\n"
	"or to standard output: as hid-recorder does, for bug reports, \"hidbpf replay\" and\n"
	"\"hidbpf test\". Programs that are attached to the device have done their work before: detach\n"
	"them to record the device itself.\n"
	"\n" DEVICE_HELP "\n"
	"  -h, --help  show this\n"
	"\n"
	"A recording of a keyboard has everything that was typed on it in it, passwords, too.\n";

static const struct option options[] = {
	{ "help", no_argument, NULL, 'h' },
	{ 0 },
};

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
			    "%s has no hidraw node to record from: its driver does not give it one",
			    device->sysname);
	recorder->fd = open(node.path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	if (recorder->fd >= 0)
		return DONE;
	return fail(errno == EACCES ? NOT_PERMITTED : REFUSED, "cannot open %s: %s", node.path,
		    strerror(errno));
}

/* Writes the lines about the device. */
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
	return fail(REFUSED, "cannot ask %s what it is: %s", device->sysname, strerror(errno));
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
		fprintf(stderr, "\r%zu reports; Ctrl-C ends it ", recorder->count);
}

/* Writes what there is; false when the device is gone. */
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

/* A signal comes only while it waits, so that none is overlooked. */
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

/* Makes the file only when the device can be read. */
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

static int record(const char *name, const char *path)
{
	struct recorder recorder = { 0 };
	struct device device;
	int code;

	code = device_parse(&device, name);
	if (!code)
		code = device_check(&device);
	if (!code)
		code = open_node(&recorder, &device);
	if (code)
		return code;
	code = record_to(&recorder, &device, path);
	close(recorder.fd);
	return code;
}

int command_record(int argc, char **argv)
{
	int option = getopt_long(argc, argv, "h", options, NULL);

	if (option != -1)
		return option == 'h' ? help(usage) : bad_usage("record");
	if (argc - optind != 1 && argc - optind != 2)
		return fail(BAD_USAGE, "record needs a device, and may have a file; "
				       "see hidbpf record --help");
	return record(argv[optind], argc - optind == 2 ? argv[optind + 1] : NULL);
}
