// SPDX-License-Identifier: GPL-2.0-only
/* Emulates HID devices through /dev/uhid. */
#include "recording/emulate.h"
#include "cli/message.h"
#include "cli/run.h"
#include "rdesc/rdesc.h"

#include <errno.h>
#include <fcntl.h>
#include <glob.h>
#include <linux/uhid.h>
#include <poll.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <unistd.h>

#define DEVICES "/sys/bus/hid/devices/"
#define DRIVERS "/sys/bus/hid/drivers/"
/* On a very busy machine it takes a while until a driver is bound. */
#define WAIT_SECONDS 30

/* The value that the host has set a report to. */
struct set_report {
	size_t size;
	uint8_t *data;
};

struct emulated {
	int fd; /* /dev/uhid */
	int stop_fd; /* eventfd that ends the thread */
	pthread_t thread; /* answers the host; ->set belongs to it */
	struct device device;
	char uniq[64];
	struct rdesc rdesc;
	char refusal[256]; /* see emulate_refusal() */
	struct set_report set[RDESC_TYPES][256];
};

static int write_event(int fd, const struct uhid_event *event)
{
	return write(fd, event, sizeof(*event)) < 0 ? -errno : 0;
}

static int to_type(unsigned int uhid_type)
{
	switch (uhid_type) {
	case UHID_FEATURE_REPORT:
		return RDESC_FEATURE;
	case UHID_OUTPUT_REPORT:
		return RDESC_OUTPUT;
	case UHID_INPUT_REPORT:
		return RDESC_INPUT;
	}
	return -1;
}

/* Answers with the report that the host set, otherwise with its ID and zeros, or with an error. */
static void answer_get(struct emulated *emulated, const struct uhid_get_report_req *asked)
{
	struct uhid_event event = { .type = UHID_GET_REPORT_REPLY };
	struct uhid_get_report_reply_req *reply = &event.u.get_report_reply;
	const struct rdesc_report *report = NULL;
	int type = to_type(asked->rtype);

	reply->id = asked->id;
	if (type >= 0)
		report = rdesc_find(&emulated->rdesc, type, asked->rnum);
	if (report && emulated->set[type][asked->rnum].size) {
		reply->size = emulated->set[type][asked->rnum].size;
		memcpy(reply->data, emulated->set[type][asked->rnum].data, reply->size);
	} else if (report && rdesc_report_size(report) <= sizeof(reply->data)) {
		reply->size = rdesc_report_size(report);
		reply->data[0] = report->id;
	} else {
		reply->err = EIO;
	}
	write_event(emulated->fd, &event);
}

static int keep_report(struct set_report *set, const struct uhid_set_report_req *asked)
{
	uint8_t *data = malloc(asked->size);

	if (!data || asked->size > sizeof(asked->data)) {
		free(data);
		return EIO;
	}
	memcpy(data, asked->data, asked->size);
	free(set->data);
	*set = (struct set_report){ .size = asked->size, .data = data };
	return 0;
}

static void answer_set(struct emulated *emulated, const struct uhid_set_report_req *asked)
{
	struct uhid_event event = { .type = UHID_SET_REPORT_REPLY };
	int type = to_type(asked->rtype);

	event.u.set_report_reply.id = asked->id;
	if (type >= 0 && rdesc_find(&emulated->rdesc, type, asked->rnum))
		event.u.set_report_reply.err =
			keep_report(&emulated->set[type][asked->rnum], asked);
	else
		event.u.set_report_reply.err = EIO;
	write_event(emulated->fd, &event);
}

static void answer(struct emulated *emulated)
{
	struct uhid_event event;

	if (read(emulated->fd, &event, sizeof(event)) <= 0)
		return;
	if (event.type == UHID_GET_REPORT)
		answer_get(emulated, &event.u.get_report);
	if (event.type == UHID_SET_REPORT)
		answer_set(emulated, &event.u.set_report);
}

/* The host waits for answers while drivers are bound, so they come from a thread. */
static void *serve(void *arg)
{
	struct emulated *emulated = arg;
	struct pollfd pollfds[] = { { .fd = emulated->fd, .events = POLLIN },
				    { .fd = emulated->stop_fd, .events = POLLIN } };

	while (poll(pollfds, 2, -1) >= 0 && !pollfds[1].revents)
		answer(emulated);
	return NULL;
}

static int open_uhid(struct emulated *emulated)
{
	emulated->fd = open("/dev/uhid", O_RDWR | O_CLOEXEC | O_NONBLOCK);
	if (emulated->fd >= 0)
		return DONE;
	if (errno == EACCES || errno == EPERM)
		return fail(NOT_PERMITTED, "only root can emulate devices");
	return fail(REFUSED, "cannot open /dev/uhid: %s; load its module with: modprobe uhid",
		    strerror(errno));
}

static int create(struct emulated *emulated, const struct recording_device *recorded)
{
	struct uhid_event event = { .type = UHID_CREATE2 };
	struct uhid_create2_req *req = &event.u.create2;
	int err;

	snprintf((char *)req->name, sizeof(req->name), "%s", recorded->name);
	snprintf((char *)req->phys, sizeof(req->phys), "%s", recorded->phys);
	snprintf((char *)req->uniq, sizeof(req->uniq), "%s", emulated->uniq);
	req->bus = recorded->bus;
	req->vendor = recorded->vendor;
	req->product = recorded->product;
	req->rd_size = recorded->rdesc_size;
	memcpy(req->rd_data, recorded->rdesc, recorded->rdesc_size);
	err = write_event(emulated->fd, &event);
	return err ? fail(REFUSED, "the kernel refused to emulate %s: %s",
			  recording_device_title(recorded), strerror(-err)) :
		     DONE;
}

/* Whether the uevent file of a device contains this line. */
static bool has_line(const char *dir, const char *wanted)
{
	char path[320], line[256];
	bool found = false;
	FILE *file;

	snprintf(path, sizeof(path), "%s/uevent", dir);
	file = fopen(path, "re");
	if (!file)
		return false;
	while (!found && fgets(line, sizeof(line), file)) {
		line[strcspn(line, "\n")] = '\0';
		found = !strcmp(line, wanted);
	}
	fclose(file);
	return found;
}

static bool find_device(struct emulated *emulated)
{
	struct device *device = &emulated->device;
	char wanted[96];
	glob_t paths;

	if (device->sysname[0])
		return true;
	snprintf(wanted, sizeof(wanted), "HID_UNIQ=%s", emulated->uniq);
	if (glob(DEVICES "*", 0, NULL, &paths))
		return false;
	for (size_t i = 0; i < paths.gl_pathc && !device->sysname[0]; i++)
		if (has_line(paths.gl_pathv[i], wanted))
			snprintf(device->sysname, sizeof(device->sysname), "%s",
				 paths.gl_pathv[i] + strlen(DEVICES));
	globfree(&paths);
	if (device->sysname[0])
		device->id = strtol(strrchr(device->sysname, '.') + 1, NULL, 16);
	return device->sysname[0];
}

/*
 * A driver appears in sysfs before its probe function has created the device's nodes. Binding the
 * device again changes nothing, but returns only when the probe is done.
 */
static void wait_for_probe(const struct device *device)
{
	char path[256];
	int fd;

	snprintf(path, sizeof(path), DEVICES "%s/driver/bind", device->sysname);
	fd = open(path, O_WRONLY | O_CLOEXEC);
	if (fd < 0)
		return;
	while (write(fd, device->sysname, strlen(device->sysname)) < 0 && errno == EINTR)
		;
	close(fd);
}

static bool is_bound(const struct device *device)
{
	char path[256];

	snprintf(path, sizeof(path), DEVICES "%s/driver", device->sysname);
	return !access(path, F_OK);
}

/* Binds a driver. Returns 0 or a positive errno: ENODEV if the driver is for other devices. */
static int bind_driver(const char *bind, const struct device *device)
{
	int fd = open(bind, O_WRONLY | O_CLOEXEC), err = 0;

	if (fd < 0)
		return errno;
	if (write(fd, device->sysname, strlen(device->sysname)) < 0)
		err = errno;
	close(fd);
	return err;
}

/*
 * Offers the device to all drivers, which wait for the kernel to do the same. Returns the error of
 * the one that refused it, 0 if one is bound or none is for it.
 */
static int offer(const struct device *device, char *driver, size_t size)
{
	int refused = 0;
	glob_t paths;

	if (glob(DRIVERS "*/bind", 0, NULL, &paths))
		return 0;
	for (size_t i = 0; i < paths.gl_pathc && !is_bound(device); i++) {
		int err = bind_driver(paths.gl_pathv[i], device);

		if (!err || err == ENODEV || err == EBUSY || err == EINTR)
			continue;
		refused = err;
		snprintf(driver, size, "%s", paths.gl_pathv[i] + strlen(DRIVERS));
		driver[strcspn(driver, "/")] = '\0';
	}
	globfree(&paths);
	return is_bound(device) ? 0 : refused;
}

void emulate_wait_for_udev(void)
{
	char *settle[] = { "udevadm", "settle", "--timeout=30", NULL };

	if (!access("/run/udev/control", F_OK))
		run_program(settle);
}

/*
 * Finds out whether a driver refuses the device. DONE if none does, or if that is because of the
 * report descriptor: *refused is set then.
 */
static int check_refused(struct emulated *emulated, const struct recording_device *recorded,
			 bool *refused)
{
	char driver[64] = "";
	int err = offer(&emulated->device, driver, sizeof(driver));

	*refused = false;
	if (!err)
		return DONE;
	emulate_wait_for_udev();
	if (is_bound(&emulated->device))
		return DONE;
	*refused = *emulated->refusal;
	return *refused ? DONE :
			  fail(REFUSED,
			       "the driver %s refused %s: %s; the kernel log may "
			       "say why: dmesg",
			       driver, recording_device_title(recorded), strerror(err));
}

static int wait_bound(struct emulated *emulated, const struct recording_device *recorded)
{
	bool refused = false;
	int code = DONE;

	for (int i = 0; i < WAIT_SECONDS * 100; i++) {
		if (find_device(emulated) && is_bound(&emulated->device)) {
			wait_for_probe(&emulated->device);
			return DONE;
		}
		if (i % 10 == 9 && *emulated->device.sysname)
			code = check_refused(emulated, recorded, &refused);
		if (code || refused)
			return code;
		if (i == 100 && isatty(STDERR_FILENO))
			fprintf(stderr, "waiting for a driver to bind to %s\n",
				recording_device_title(recorded));
		usleep(10000);
	}
	return fail(REFUSED,
		    "no driver was bound to %s within %d seconds; the kernel log may say "
		    "why: dmesg",
		    recording_device_title(recorded), WAIT_SECONDS);
}

/* The length of a report without its ID, which the limit of uhid does not count. */
static size_t payload(const struct rdesc_report *report)
{
	return rdesc_report_size(report) - !!report->id;
}

static int check_reports(const struct recording_device *device)
{
	static const char *const types[] = { "input", "output", "feature" };
	const struct rdesc_report *report;
	struct rdesc rdesc;
	int code = DONE;

	rdesc_parse(&rdesc, device->rdesc, device->rdesc_size);
	for (size_t i = 0; !code && i < rdesc.reports_count; i++) {
		report = &rdesc.reports[i];
		if (payload(report) > RDESC_UHID_REPORT_MAX)
			code = fail(BAD_OBJECT,
				    "cannot emulate %s: %s report %u has %zu bytes, but the kernel "
				    "emulates no device with reports of more than %d bytes (uhid)",
				    recording_device_title(device), types[report->type], report->id,
				    rdesc_report_size(report),
				    RDESC_UHID_REPORT_MAX + !!report->id);
	}
	rdesc_free(&rdesc);
	return code;
}

int emulate_check(const struct recording *recording)
{
	int code = DONE;

	for (size_t i = 0; !code && i < recording->devices_count; i++)
		code = check_reports(&recording->devices[i]);
	for (size_t i = 0; !code && i < recording->events_count; i++) {
		const struct recording_event *event = &recording->events[i];

		if (event->size > UHID_DATA_MAX)
			code = fail(
				BAD_OBJECT,
				"cannot play report %zu of %s, which begins with %02x: it has %zu "
				"bytes, but an emulated device can send at most %d (uhid)",
				i + 1, recording_device_title(&recording->devices[event->device]),
				event->data[0], event->size, UHID_DATA_MAX);
	}
	return code;
}

int emulate_plug(struct emulated **result, const struct recording_device *recorded,
		 const char *purpose)
{
	struct emulated *emulated = calloc(1, sizeof(*emulated));
	static unsigned int count;
	int code;

	if (!emulated)
		return fail(REFUSED, "out of memory");
	snprintf(emulated->uniq, sizeof(emulated->uniq), "%s%d/%u", purpose, getpid(), ++count);
	/* The kernel decides whether it accepts the descriptor; this is to explain it. */
	rdesc_is_accepted(recorded->rdesc, recorded->rdesc_size, RDESC_UHID_REPORT_MAX,
			  emulated->refusal);
	rdesc_parse(&emulated->rdesc, recorded->rdesc, recorded->rdesc_size);
	code = open_uhid(emulated);
	if (code)
		goto free;
	emulated->stop_fd = eventfd(0, EFD_CLOEXEC);
	if (emulated->stop_fd < 0 || pthread_create(&emulated->thread, NULL, serve, emulated)) {
		code = fail(REFUSED, "out of memory");
		goto close;
	}
	*result = emulated;
	code = create(emulated, recorded);
	if (!code)
		code = wait_bound(emulated, recorded);
	if (!code)
		return DONE;
	*result = NULL;
	emulate_unplug(emulated);
	return code;

close:
	if (emulated->stop_fd >= 0)
		close(emulated->stop_fd);
	close(emulated->fd);
free:
	rdesc_free(&emulated->rdesc);
	free(emulated);
	return code;
}

void emulate_unplug(struct emulated *emulated)
{
	eventfd_write(emulated->stop_fd, 1);
	pthread_join(emulated->thread, NULL);
	close(emulated->fd);
	close(emulated->stop_fd);
	rdesc_free(&emulated->rdesc);
	for (int type = 0; type < RDESC_TYPES; type++)
		for (int id = 0; id < 256; id++)
			free(emulated->set[type][id].data);
	free(emulated);
}

const struct device *emulate_device(const struct emulated *emulated)
{
	return &emulated->device;
}

bool emulate_is_bound(const struct emulated *emulated)
{
	return is_bound(&emulated->device);
}

const char *emulate_refusal(const struct emulated *emulated)
{
	return emulated->refusal;
}

int emulate_send(struct emulated *emulated, const void *data, size_t size)
{
	struct uhid_event event = { .type = UHID_INPUT2 };
	int err;

	event.u.input2.size = size;
	memcpy(event.u.input2.data, data, size);
	err = write_event(emulated->fd, &event);
	return err ? fail(REFUSED, "the kernel refused a report of %s: %s",
			  emulated->device.sysname, strerror(-err)) :
		     DONE;
}
