// SPDX-License-Identifier: GPL-2.0-only
/* Sending and receiving on a port. */
#include "port.h"
#include "lib/models.h"
#include "lib/tap.h"
#include "volley.h"

#include <stdlib.h>
#include <unistd.h>

static void port_open(struct port *port)
{
	port->hidraw = device_hidraw(port->dev);
	port->evdev = port->is_mouse ? device_evdev(port->dev) : -1;
}

void ports_plug(struct port *ports, unsigned int count, bool are_mice)
{
	CHECK(count <= PORTS_MAX);
	for (unsigned int i = 0; i < count; i++) {
		struct port *port = &ports[i];

		*port = (struct port){ .number = i, .is_mouse = are_mice };
		pthread_mutex_init(&port->lock, NULL);
		port->sent = calloc(REPORTS_MAX, sizeof(*port->sent));
		CHECK(port->sent != NULL);
		port->dev = device_plug_async(&combo);
	}
	for (unsigned int i = 0; i < count; i++) {
		device_wait_bound(ports[i].dev, 0);
		port_open(&ports[i]);
	}
}

void port_use_volley(struct port *port)
{
	port->by_volley = true;
}

static unsigned int limit(const struct port *port)
{
	return port->is_mouse ? MOUSE_REPORTS_MAX : REPORTS_MAX;
}

static size_t make_report(const struct port *port, unsigned int number, unsigned char *report)
{
	if (port->is_mouse) {
		report[0] = MOUSE_ID;
		report[1] = port->number << PORT_SHIFT;
		report[2] = 1 + (number & AXIS_MASK);
		report[3] = 1 + (number >> AXIS_BITS);
		return MOUSE_SIZE;
	}
	memset(report, 0, NUMBERED_SIZE);
	report[0] = NUMBERED_ID;
	report[AT_NUMBER] = number;
	report[AT_NUMBER + 1] = number >> 8;
	report[AT_PORT] = port->number;
	report[AT_CHECK] = ~number;
	report[AT_CHECK + 1] = ~(number >> 8);
	return NUMBERED_SIZE;
}

/* What may happen while reports are written: compared before and after. */
struct moment {
	unsigned int calm, attached, detached;
};

static struct moment look_before(struct port *port)
{
	return (struct moment){
		.calm = atomic_load(&port->disturbance.done),
		.attached = atomic_load(&port->attaching.done),
		.detached = atomic_load(&port->detaching.done),
	};
}

static void note_sent(struct port *port, unsigned int number, struct moment before, bool refused)
{
	struct sent *sent = &port->sent[number];
	unsigned int detaching = atomic_load(&port->detaching.begun);

	sent->refused = refused;
	sent->least_hops = before.attached > detaching ? before.attached - detaching : 0;
	sent->most_hops = atomic_load(&port->attaching.begun) - before.detached;
	sent->settled = atomic_load(&port->disturbance.begun) == before.calm;
}

static bool send_one(struct port *port)
{
	unsigned int number = atomic_fetch_add(&port->next, 1);
	struct moment before = look_before(port);
	unsigned char report[NUMBERED_SIZE];
	size_t size;

	if (number >= limit(port)) {
		atomic_fetch_sub(&port->next, 1);
		return false;
	}
	size = make_report(port, number, report);
	note_sent(port, number, before, device_try_send(port->dev, report, size));
	return true;
}

/* There is one writer, so the numbers are consecutive. */
static bool send_volley(struct port *port)
{
	unsigned int first = atomic_load(&port->next);
	struct moment before = look_before(port);
	__u32 refused;

	if (first + PORT_WINDOW > limit(port))
		return false;
	atomic_store(&port->next, first + PORT_WINDOW);
	refused = volley_fire(device_id(port->dev), port->number, first, PORT_WINDOW);
	for (unsigned int i = 0; i < PORT_WINDOW; i++)
		note_sent(port, first + i, before, refused >> i & 1);
	return true;
}

bool port_send(struct port *port)
{
	return port->by_volley ? send_volley(port) : send_one(port);
}

static unsigned int number_of(const struct port *port, const unsigned char *report, size_t size)
{
	unsigned int number;

	if (port->is_mouse) {
		CHECK_EQ(size, MOUSE_SIZE);
		CHECK_EQ(report[0], MOUSE_ID);
		CHECK_EQ(report[1], port->number << PORT_SHIFT);
		return (report[2] - 1) | (report[3] - 1) << AXIS_BITS;
	}
	CHECK_EQ(size, NUMBERED_SIZE);
	CHECK_EQ(report[0], NUMBERED_ID);
	CHECK_EQ(report[AT_PORT], port->number);
	number = report[AT_NUMBER] | report[AT_NUMBER + 1] << 8;
	CHECK_EQ(report[AT_CHECK], (number & 0xff) ^ 0xff);
	CHECK_EQ(report[AT_CHECK + 1], (number >> 8) ^ 0xff);
	return number;
}

static void drain_hidraw(struct port *port)
{
	unsigned char report[64];
	unsigned int number;
	ssize_t size;

	while ((size = read(port->hidraw, report, sizeof(report))) > 0) {
		number = number_of(port, report, size);
		CHECK(number < atomic_load(&port->next));
		port->sent[number].seen++;
		port->sent[number].hops = port->is_mouse ? 0 : report[AT_HOPS];
	}
}

/* The axes of a report are consecutive events. */
static void note_axis(struct port *port, const struct input_event *event)
{
	int second_code = port->swapped ? REL_X : REL_Y, first = port->axis;

	CHECK_EQ(event->type, EV_REL);
	CHECK(event->value > 0);
	if (event->code != second_code) {
		CHECK_EQ(first, 0);
		port->axis = event->value;
		return;
	}
	CHECK(first > 0);
	port->axis = 0;
	port->sent[(first - 1) | (event->value - 1) << AXIS_BITS].seen_evdev++;
}

static void drain_evdev(struct port *port)
{
	struct input_event event;

	while (read(port->evdev, &event, sizeof(event)) == sizeof(event)) {
		if (event.type == EV_SYN)
			CHECK_EQ(event.code, SYN_REPORT);
		else
			note_axis(port, &event);
	}
}

void port_drain(struct port *port)
{
	pthread_mutex_lock(&port->lock);
	drain_hidraw(port);
	if (port->evdev >= 0)
		drain_evdev(port);
	pthread_mutex_unlock(&port->lock);
}

/* Earlier reports must be read now: evdev discards them with its device. */
void port_disturb(struct port *port)
{
	atomic_fetch_add(&port->disturbance.begun, 1);
	port_drain(port);
}

void port_calm(struct port *port)
{
	atomic_fetch_add(&port->disturbance.done, 1);
}

bool port_is_disturbed(const struct port *port)
{
	return atomic_load(&port->disturbance.begun) != atomic_load(&port->disturbance.done);
}

unsigned int port_share_sent(const struct port *port)
{
	return atomic_load(&port->next) * 100 / limit(port);
}

/* The old nodes still contain delivered reports; after those they return an error. */
void port_reopen(struct port *port, bool swapped)
{
	pthread_mutex_lock(&port->lock);
	drain_hidraw(port);
	close(port->hidraw);
	if (port->evdev >= 0) {
		drain_evdev(port);
		close(port->evdev);
	}
	port->axis = 0;
	port->swapped = swapped;
	port_open(port);
	pthread_mutex_unlock(&port->lock);
}
