// SPDX-License-Identifier: GPL-2.0-only
/* Threads that keep a device busy. */
#include "traffic.h"
#include "tap.h"

#include <linux/hidraw.h>
#include <pthread.h>
#include <sched.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <unistd.h>

struct traffic {
	pthread_t thread;
	bool (*once)(struct traffic *traffic);
	volatile bool stop;
	unsigned int count;
	struct device *dev;
	int fd;
	size_t len;
	unsigned char report[64];
};

static void *run(void *arg)
{
	struct traffic *traffic = arg;

	while (!traffic->stop) {
		traffic->count += traffic->once(traffic);
		sched_yield();
	}
	return NULL;
}

static struct traffic *start(struct traffic model, const void *report, size_t len)
{
	struct traffic *traffic = malloc(sizeof(*traffic));

	CHECK(traffic != NULL && len <= sizeof(traffic->report));
	*traffic = model;
	memcpy(traffic->report, report, len);
	traffic->len = len;
	CHECK_EQ(pthread_create(&traffic->thread, NULL, run, traffic), 0);
	return traffic;
}

static bool send_report(struct traffic *traffic)
{
	return !device_try_send(traffic->dev, traffic->report, traffic->len);
}

static bool make_request(struct traffic *traffic)
{
	unsigned char answer[64] = { traffic->report[0] };
	bool done = write(traffic->fd, traffic->report, traffic->len) > 0;

	return ioctl(traffic->fd, HIDIOCGFEATURE(traffic->len), answer) > 0 || done;
}

static bool switch_led(struct traffic *traffic)
{
	struct input_event event = { .type = EV_LED, .code = LED_CAPSL };

	event.value = traffic->count & 1;
	return write(traffic->fd, &event, sizeof(event)) > 0;
}

struct traffic *traffic_reports(struct device *dev, const void *report, size_t len)
{
	return start((struct traffic){ .once = send_report, .dev = dev }, report, len);
}

struct traffic *traffic_requests(int hidraw, const void *report, size_t len)
{
	return start((struct traffic){ .once = make_request, .fd = hidraw }, report, len);
}

struct traffic *traffic_leds(int evdev)
{
	return start((struct traffic){ .once = switch_led, .fd = evdev }, "", 0);
}

unsigned int traffic_stop(struct traffic *traffic)
{
	unsigned int count;

	traffic->stop = true;
	pthread_join(traffic->thread, NULL);
	count = traffic->count;
	free(traffic);
	return count;
}

struct racer {
	pthread_t thread;
	void (*function)(void *arg);
	void *arg;
};

static void *race(void *arg)
{
	struct racer *racer = arg;

	racer->function(racer->arg);
	return NULL;
}

struct racer *race_start(void (*function)(void *arg), void *arg)
{
	struct racer *racer = malloc(sizeof(*racer));

	CHECK(racer != NULL);
	*racer = (struct racer){ .function = function, .arg = arg };
	CHECK_EQ(pthread_create(&racer->thread, NULL, race, racer), 0);
	return racer;
}

void race_join(struct racer *racer)
{
	pthread_join(racer->thread, NULL);
	free(racer);
}
