// SPDX-License-Identifier: GPL-2.0-only
/* Reads the evdev and hidraw nodes of a device. */
#include "recording/listen.h"

#include "device/nodes.h"
#include "recording/recording.h"

#include <fcntl.h>
#include <libevdev/libevdev.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* This many consecutive codes or more are described as "first .. last". */
#define SHOWN_AS_RUN 4

struct listener {
	int hidraw; /* -1 if there is none */
	struct input {
		int fd;
		struct libevdev *evdev;
	} inputs[NODES_MAX];
	size_t count;
};

static int open_input(struct input *input, const struct node *node)
{
	input->fd = open(node->path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	if (input->fd < 0)
		return -1;
	if (libevdev_new_from_fd(input->fd, &input->evdev))
		goto close;
	if (libevdev_grab(input->evdev, LIBEVDEV_GRAB))
		goto free;
	return 0;

free:
	libevdev_free(input->evdev);
close:
	close(input->fd);
	return -1;
}

struct listener *listen_open(const struct device *device)
{
	struct listener *listener = calloc(1, sizeof(*listener));
	struct node nodes[NODES_MAX], hidraw;
	size_t count = nodes_evdev(nodes, device);

	if (!listener)
		return NULL;
	listener->hidraw = -1;
	if (!nodes_hidraw(&hidraw, device))
		listener->hidraw = open(hidraw.path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	while (listener->count < count) {
		if (open_input(&listener->inputs[listener->count], &nodes[listener->count])) {
			listen_close(listener);
			return NULL;
		}
		listener->count++;
	}
	return listener;
}

void listen_close(struct listener *listener)
{
	if (!listener)
		return;
	for (size_t i = 0; i < listener->count; i++) {
		libevdev_free(listener->inputs[i].evdev);
		close(listener->inputs[i].fd);
	}
	if (listener->hidraw >= 0)
		close(listener->hidraw);
	free(listener);
}

/* The name of a code, or its number. */
static const char *code_name(unsigned int type, unsigned int code, char *buf, size_t size)
{
	const char *name = libevdev_event_code_get_name(type, code);

	if (name)
		return name;
	snprintf(buf, size, "%u:%u", type, code);
	return buf;
}

static void describe_axis(const struct libevdev *evdev, unsigned int code, const char *name,
			  struct lines *lines)
{
	const struct input_absinfo *info = libevdev_get_abs_info(evdev, code);

	if (info->resolution)
		lines_add(lines, "  %s %d..%d, %d per unit", name, info->minimum, info->maximum,
			  info->resolution);
	else
		lines_add(lines, "  %s %d..%d", name, info->minimum, info->maximum);
}

/* The number of consecutive codes of the device from this one on. Keyboards have over a hundred. */
static unsigned int count_run(const struct libevdev *evdev, unsigned int type, unsigned int code)
{
	unsigned int count = 0;

	while (libevdev_has_event_code(evdev, type, code + count))
		count++;
	return count;
}

/* Describes one axis, one code or a run of codes in a line. Returns the number of codes. */
static unsigned int describe_run(const struct libevdev *evdev, unsigned int type, unsigned int code,
				 struct lines *lines)
{
	unsigned int count = count_run(evdev, type, code);
	char first[32], last[32];
	const char *name = code_name(type, code, first, sizeof(first));

	if (type == EV_ABS) {
		describe_axis(evdev, code, name, lines);
		return 1;
	}
	if (count < SHOWN_AS_RUN) {
		lines_add(lines, "  %s", name);
		return 1;
	}
	lines_add(lines, "  %s .. %s", name, code_name(type, code + count - 1, last, sizeof(last)));
	return count;
}

static void describe_type(const struct libevdev *evdev, unsigned int type, struct lines *lines)
{
	int max = libevdev_event_type_get_max(type), code = 0;

	while (code <= max)
		code += libevdev_has_event_code(evdev, type, code) ?
				describe_run(evdev, type, code, lines) :
				1;
}

static void describe_properties(const struct libevdev *evdev, struct lines *lines)
{
	for (unsigned int property = 0; property <= INPUT_PROP_MAX; property++)
		if (libevdev_has_property(evdev, property))
			lines_add(lines, "  %s",
				  libevdev_property_get_name(property) ?: "a property");
}

void listen_describe(const struct listener *listener, struct lines *lines)
{
	static const unsigned int types[] = { EV_KEY, EV_REL, EV_ABS, EV_SW, EV_LED };

	for (size_t i = 0; i < listener->count; i++) {
		const struct libevdev *evdev = listener->inputs[i].evdev;

		lines_add(lines, "\"%s\"", libevdev_get_name(evdev));
		describe_properties(evdev, lines);
		for (size_t j = 0; j < sizeof(types) / sizeof(types[0]); j++)
			describe_type(evdev, types[j], lines);
	}
}

static void hear_hidraw(const struct listener *listener, struct lines *lines)
{
	uint8_t report[RECORDING_REPORT_MAX];
	char text[3 * sizeof(report) + 1];
	ssize_t len;

	while (listener->hidraw >= 0 &&
	       (len = read(listener->hidraw, report, sizeof(report))) > 0) {
		for (ssize_t i = 0; i < len; i++)
			snprintf(text + 3 * i, 4, " %02x", report[i]);
		lines_add(lines, "hidraw:%s", text);
	}
}

/*
 * Leaves out what depends on time (key repeat, timestamps), the scan code that accompanies each
 * key, and the markers between groups of events, which are lines here.
 */
static bool is_shown(const struct input_event *event)
{
	return event->type != EV_SYN && !(event->type == EV_KEY && event->value == 2) &&
	       !(event->type == EV_MSC &&
		 (event->code == MSC_SCAN || event->code == MSC_TIMESTAMP));
}

static void hear_input(struct input *input, struct lines *lines)
{
	unsigned int flags = LIBEVDEV_READ_FLAG_NORMAL;
	struct input_event event;
	char line[4096] = "", buf[32];
	size_t len = 0;

	while (libevdev_next_event(input->evdev, flags, &event) >= 0) {
		if (is_shown(&event) && len < sizeof(line))
			len += snprintf(line + len, sizeof(line) - len, "%s%s %d", len ? ", " : "",
					code_name(event.type, event.code, buf, sizeof(buf)),
					event.value);
		if (event.type != EV_SYN || event.code != SYN_REPORT || !len)
			continue;
		lines_add(lines, "%s: %s", libevdev_get_name(input->evdev), line);
		len = 0;
	}
}

void listen_hear(struct listener *listener, struct lines *lines)
{
	hear_hidraw(listener, lines);
	for (size_t i = 0; i < listener->count; i++)
		hear_input(&listener->inputs[i], lines);
}
