// SPDX-License-Identifier: GPL-2.0-only
/* The hardware's side of a test device: /dev/uhid. */
#include "device.h"
#include "device_private.h"
#include "tap.h"

#include <fcntl.h>
#include <glob.h>
#include <poll.h>
#include <stdlib.h>
#include <sys/eventfd.h>
#include <unistd.h>

/* How many events uhid queues for its reader: UHID_BUFSIZE in drivers/hid/uhid.c. */
#define UHID_QUEUE 32

static int uhid_write(int fd, const struct uhid_event *event)
{
	return write(fd, event, sizeof(*event)) < 0 ? -errno : 0;
}

static void answer_get(struct device *dev, const struct uhid_event *asked)
{
	struct uhid_event event = { .type = UHID_GET_REPORT_REPLY };
	struct uhid_get_report_reply_req *reply = &event.u.get_report_reply;
	const struct answer *answer = &dev->answers[asked->u.get_report.rnum];

	reply->id = asked->u.get_report.id;
	reply->err = answer->len ? 0 : EIO;
	reply->size = answer->len;
	memcpy(reply->data, answer->data, answer->len);
	uhid_write(dev->fd, &event);
}

static void answer_set(struct device *dev, const struct uhid_event *asked)
{
	struct uhid_event event = { .type = UHID_SET_REPORT_REPLY };

	event.u.set_report_reply.id = asked->u.set_report.id;
	event.u.set_report_reply.err = dev->refuse_set ? EIO : 0;
	uhid_write(dev->fd, &event);
}

/* A mute device keeps the host's request for later; the host sends one at a time. */
static void answer(struct device *dev, const struct uhid_event *asked)
{
	if (dev->mute)
		dev->unanswered = *asked;
	else if (asked->type == UHID_GET_REPORT)
		answer_get(dev, asked);
	else if (asked->type == UHID_SET_REPORT)
		answer_set(dev, asked);
}

static struct host_request *new_request(struct device *dev)
{
	if (dev->requests_count == MAX_REQUESTS) {
		memmove(dev->requests, dev->requests + 1,
			(MAX_REQUESTS - 1) * sizeof(*dev->requests));
		dev->requests_count--;
	}
	return &dev->requests[dev->requests_count++];
}

static void handle(struct device *dev, const struct uhid_event *event)
{
	struct host_request *request;

	switch (event->type) {
	case UHID_START:
		dev->starts++;
		break;
	case UHID_OUTPUT:
		request = new_request(dev);
		*request = (struct host_request){ .kind = HOST_OUTPUT,
						  .type = event->u.output.rtype,
						  .size = event->u.output.size };
		memcpy(request->data, event->u.output.data, request->size);
		break;
	case UHID_GET_REPORT:
		request = new_request(dev);
		*request = (struct host_request){ .kind = HOST_GET_REPORT,
						  .number = event->u.get_report.rnum,
						  .type = event->u.get_report.rtype };
		answer(dev, event);
		break;
	case UHID_SET_REPORT:
		request = new_request(dev);
		*request = (struct host_request){ .kind = HOST_SET_REPORT,
						  .number = event->u.set_report.rnum,
						  .type = event->u.set_report.rtype,
						  .size = event->u.set_report.size };
		memcpy(request->data, event->u.set_report.data, request->size);
		answer(dev, event);
		break;
	}
}

/*
 * Handles the requests that are queued now, and no more: a busy host may send them faster than this
 * reads. The caller holds the lock.
 */
static void handle_pending(struct device *dev)
{
	struct uhid_event event;

	for (int i = 0; i < UHID_QUEUE && read(dev->fd, &event, sizeof(event)) > 0; i++)
		handle(dev, &event);
}

static void *serve(void *arg)
{
	struct device *dev = arg;
	struct pollfd pollfds[] = { { .fd = dev->fd, .events = POLLIN },
				    { .fd = dev->stop_fd, .events = POLLIN } };

	while (poll(pollfds, 2, -1) >= 0 && !pollfds[1].revents) {
		pthread_mutex_lock(&dev->lock);
		handle_pending(dev);
		pthread_mutex_unlock(&dev->lock);
	}
	return NULL;
}

struct device *device_plug_async(const struct model *model)
{
	static unsigned int count;
	struct device *dev = calloc(1, sizeof(*dev));
	struct uhid_event event = { .type = UHID_CREATE2 };
	struct uhid_create2_req *req = &event.u.create2;

	CHECK(dev != NULL);
	dev->unanswered.type = UHID_DESTROY;
	pthread_mutex_init(&dev->lock, NULL);
	snprintf(dev->phys, sizeof(dev->phys), "guest-test/%d/%u", getpid(), ++count);
	dev->fd = open("/dev/uhid", O_RDWR | O_CLOEXEC | O_NONBLOCK);
	dev->stop_fd = eventfd(0, EFD_CLOEXEC);
	if (dev->fd < 0)
		FAIL("/dev/uhid: %s", strerror(errno));
	snprintf((char *)req->name, sizeof(req->name), "%s", model->name);
	snprintf((char *)req->phys, sizeof(req->phys), "%s", dev->phys);
	req->bus = model->bus;
	req->vendor = model->vendor;
	req->product = model->product;
	req->rd_size = model->rdesc_size;
	memcpy(req->rd_data, model->rdesc, model->rdesc_size);
	CHECK_EQ(uhid_write(dev->fd, &event), 0);
	CHECK_EQ(pthread_create(&dev->thread, NULL, serve, dev), 0);
	return dev;
}

struct device *device_plug(const struct model *model)
{
	struct device *dev = device_plug_async(model);

	device_wait_bound(dev, 0);
	return dev;
}

unsigned int device_starts(struct device *dev)
{
	unsigned int starts;

	pthread_mutex_lock(&dev->lock);
	handle_pending(dev);
	starts = dev->starts;
	pthread_mutex_unlock(&dev->lock);
	return starts;
}

static bool is_found(struct device *dev)
{
	char pattern[] = "/sys/bus/hid/devices/*", phys[64];
	glob_t paths;

	if (dev->sysname[0])
		return true;
	if (glob(pattern, 0, NULL, &paths))
		return false;
	for (size_t i = 0; i < paths.gl_pathc && !dev->sysname[0]; i++) {
		snprintf(dev->sysname, sizeof(dev->sysname), "%s",
			 paths.gl_pathv[i] + sizeof(pattern) - 2);
		device_uevent(dev, "HID_PHYS", phys, sizeof(phys));
		if (strcmp(phys, dev->phys))
			dev->sysname[0] = '\0';
	}
	globfree(&paths);
	return dev->sysname[0];
}

void device_wait_found(struct device *dev)
{
	if (!WAIT_FOR(10000, is_found(dev)))
		FAIL("the device did not appear in /sys/bus/hid/devices");
	dev->id = strtol(strrchr(dev->sysname, '.') + 1, NULL, 16);
}

void device_wait_bound(struct device *dev, unsigned int starts)
{
	char driver[64] = "";

	device_wait_found(dev);
	if (!WAIT_FOR(10000, device_starts(dev) > starts))
		FAIL("%s: no driver started it", dev->sysname);
	if (!WAIT_FOR(10000, (device_driver(dev, driver, sizeof(driver)), driver[0])))
		FAIL("%s: no driver is bound", dev->sysname);
	/*
	 * The driver shows in sysfs before its probe function is done. Asking for what is there
	 * already is refused, but only after waiting for the probe to end.
	 */
	CHECK_EQ(device_bind(dev, driver), -EBUSY);
}

void device_unplug(struct device *dev)
{
	CHECK_EQ(eventfd_write(dev->stop_fd, 1), 0);
	pthread_join(dev->thread, NULL);
	CHECK_EQ(close(dev->fd), 0);
	dev->fd = -1;
}

void device_pull(struct device *dev)
{
	struct uhid_event event = { .type = UHID_DESTROY };

	CHECK_EQ(uhid_write(dev->fd, &event), 0);
}

int device_id(struct device *dev)
{
	return dev->id;
}

const char *device_sysname(struct device *dev)
{
	return dev->sysname;
}

int device_unused_id(void)
{
	return 0x7ffffff0;
}

int device_try_send(struct device *dev, const void *data, size_t len)
{
	struct uhid_event event = { .type = UHID_INPUT2 };

	event.u.input2.size = len;
	memcpy(event.u.input2.data, data, len);
	return uhid_write(dev->fd, &event);
}

void device_send(struct device *dev, const void *data, size_t len)
{
	CHECK_EQ(device_try_send(dev, data, len), 0);
}

void device_answer(struct device *dev, __u8 number, const void *data, size_t len)
{
	pthread_mutex_lock(&dev->lock);
	dev->answers[number].len = len;
	memcpy(dev->answers[number].data, data, len);
	pthread_mutex_unlock(&dev->lock);
}

void device_mute(struct device *dev, bool mute)
{
	pthread_mutex_lock(&dev->lock);
	dev->mute = mute;
	answer(dev, &dev->unanswered);
	dev->unanswered.type = UHID_DESTROY;
	pthread_mutex_unlock(&dev->lock);
}

void device_refuse_set(struct device *dev, bool refuse)
{
	pthread_mutex_lock(&dev->lock);
	dev->refuse_set = refuse;
	pthread_mutex_unlock(&dev->lock);
}

static bool take_request(struct device *dev, struct host_request *request)
{
	bool taken = false;

	pthread_mutex_lock(&dev->lock);
	handle_pending(dev);
	if (dev->requests_count) {
		*request = dev->requests[0];
		dev->requests_count--;
		memmove(dev->requests, dev->requests + 1,
			dev->requests_count * sizeof(*dev->requests));
		taken = true;
	}
	pthread_mutex_unlock(&dev->lock);
	return taken;
}

bool device_next_request(struct device *dev, struct host_request *request, unsigned int ms)
{
	return WAIT_FOR(ms, take_request(dev, request));
}

bool device_is_quiet(struct device *dev)
{
	struct host_request request;

	return !take_request(dev, &request);
}

void device_forget_requests(struct device *dev)
{
	while (!device_is_quiet(dev))
		;
}
