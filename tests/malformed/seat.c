// SPDX-License-Identifier: GPL-2.0-only
/* What applications see of a device. */
#include "seat.h"
#include "bpf/shared.h"
#include "lib/tap.h"

#include <fcntl.h>
#include <glob.h>
#include <linux/hidraw.h>
#include <stdarg.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <unistd.h>

void text_add(struct text *text, const char *format, ...)
{
	size_t room = sizeof(text->chars) - text->len;
	va_list args;
	int len;

	va_start(args, format);
	len = vsnprintf(text->chars + text->len, room, format, args);
	va_end(args);
	CHECK(len >= 0 && (size_t)len < room);
	text->len += len;
}

static __u32 sum_of(__u32 sum, const unsigned char *bytes, size_t len)
{
	while (len--)
		sum = (sum ^ *bytes++) * 16777619;
	return sum;
}

void text_add_bytes(struct text *text, const void *bytes, size_t len)
{
	text_add(text, "%zu:%08x", len, sum_of(2166136261, bytes, len));
}

void transcript(const char *id, const char *kind, const struct text *text)
{
	printf("@%s %s%s\n", id, kind, text->chars);
}

/* Sorted by the numbers in their names, as glob() puts event10 before event9. */
static int by_number(const void *a, const void *b)
{
	const char *x = strrchr(*(char *const *)a, 't'), *y = strrchr(*(char *const *)b, 't');

	return atoi(x + 1) - atoi(y + 1);
}

/*
 * Grabs the device: otherwise the kernel would act on its magic keys, and a terminal on
 * Ctrl+Alt+Del.
 */
static void open_evdevs(struct seat *seat)
{
	char pattern[256], node[64];
	glob_t paths;

	snprintf(pattern, sizeof(pattern), "/sys/bus/hid/devices/%s/input/input*/event*",
		 device_sysname(seat->dev));
	if (glob(pattern, 0, NULL, &paths))
		return;
	qsort(paths.gl_pathv, paths.gl_pathc, sizeof(char *), by_number);
	for (size_t i = 0; i < paths.gl_pathc; i++) {
		int *fd = &seat->evdevs[seat->evdevs_count++];

		CHECK(seat->evdevs_count <= SEAT_EVDEVS);
		snprintf(node, sizeof(node), "/dev/input%s", strrchr(paths.gl_pathv[i], '/'));
		if (!WAIT_FOR(5000, (*fd = open(node, O_RDWR | O_NONBLOCK | O_CLOEXEC)) >= 0))
			FAIL("%s: %s", node, strerror(errno));
		CHECK_EQ(ioctl(*fd, EVIOCGRAB, 1), 0);
	}
	globfree(&paths);
}

void seat_open(struct seat *seat, struct device *dev)
{
	char driver[64];

	*seat = (struct seat){ .dev = dev, .hidraw = -1 };
	device_driver(dev, driver, sizeof(driver));
	seat->bound = driver[0];
	if (!seat->bound)
		return;
	seat->hidraw = device_hidraw(dev);
	open_evdevs(seat);
}

void seat_close(struct seat *seat)
{
	if (seat->hidraw >= 0)
		close(seat->hidraw);
	while (seat->evdevs_count)
		close(seat->evdevs[--seat->evdevs_count]);
	seat->hidraw = -1;
}

static void describe_hidraw(struct seat *seat, struct text *text)
{
	struct hidraw_report_descriptor descriptor = { .size = HID_MAX_DESCRIPTOR_SIZE - 1 };
	int size = 0;

	CHECK_EQ(ioctl(seat->hidraw, HIDIOCGRDESCSIZE, &size), 0);
	if (ioctl(seat->hidraw, HIDIOCGRDESC, &descriptor)) {
		text_add(text, " hidraw=%d,%d", size, -errno);
		return;
	}
	text_add(text, " hidraw=%d,", size);
	text_add_bytes(text, descriptor.value, descriptor.size);
}

/* Its name, its codes and the ranges of its axes. */
static void describe_evdev(int fd, struct text *text)
{
	unsigned char bits[KEY_CNT / 8 + 1];
	struct input_absinfo range;
	char name[256] = "";
	__u32 sum = 0;

	ioctl(fd, EVIOCGNAME(sizeof(name) - 1), name);
	for (unsigned int type = 0; type < EV_CNT; type++) {
		memset(bits, 0, sizeof(bits));
		if (ioctl(fd, EVIOCGBIT(type, sizeof(bits)), bits) > 0)
			sum = sum_of(sum, bits, sizeof(bits));
	}
	for (unsigned int axis = 0; axis < ABS_CNT; axis++) {
		memset(&range, 0, sizeof(range));
		if (!ioctl(fd, EVIOCGABS(axis), &range))
			sum = sum_of(sum, (void *)&range, sizeof(range));
	}
	text_add(text, " evdev=\"%s\",%08x", name, sum);
}

struct text seat_describe(struct seat *seat)
{
	unsigned char rdesc[RDESC_MAX];
	struct text text = { 0 };
	char modalias[128];
	int size;

	device_uevent(seat->dev, "MODALIAS", modalias, sizeof(modalias));
	text_add(&text, " %s %s", seat->bound ? "bound" : "unbound", modalias);
	if (!seat->bound)
		return text;
	text_add(&text, " rdesc=");
	size = device_sysfs(seat->dev, "report_descriptor", rdesc, sizeof(rdesc));
	if (size < 0)
		text_add(&text, "%d", size);
	else
		text_add_bytes(&text, rdesc, size);
	describe_hidraw(seat, &text);
	for (size_t i = 0; i < seat->evdevs_count; i++)
		describe_evdev(seat->evdevs[i], &text);
	return text;
}

static void read_hidraw(struct seat *seat, struct text *text)
{
	unsigned char report[4096];
	ssize_t len;

	while ((len = read(seat->hidraw, report, sizeof(report))) >= 0) {
		text_add(text, " hidraw=");
		text_add_bytes(text, report, len);
	}
	CHECK_EQ(errno, EAGAIN);
}

/* Except times, ends of packets, and repeats of held keys. */
static void read_evdev(int fd, struct text *text)
{
	struct input_event event;
	unsigned int count = 0;
	__u32 sum = 0;

	while (read(fd, &event, sizeof(event)) == sizeof(event)) {
		if ((event.type == EV_SYN && event.code == SYN_REPORT) ||
		    (event.type == EV_KEY && event.value == 2))
			continue;
		sum = sum_of(sum, (void *)&event.type, sizeof(event.type));
		sum = sum_of(sum, (void *)&event.code, sizeof(event.code));
		sum = sum_of(sum, (void *)&event.value, sizeof(event.value));
		count++;
	}
	if (count)
		text_add(text, " events=%u:%08x", count, sum);
}

struct text seat_read(struct seat *seat)
{
	struct text text = { 0 };

	if (seat->hidraw >= 0)
		read_hidraw(seat, &text);
	for (size_t i = 0; i < seat->evdevs_count; i++)
		read_evdev(seat->evdevs[i], &text);
	return text;
}
