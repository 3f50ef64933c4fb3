// SPDX-License-Identifier: GPL-2.0-only
/* Records how plain devices behave. */
#include "transcript.h"
#include "device.h"
#include "models.h"
#include "tap.h"

#include <linux/hidraw.h>
#include <stdio.h>
#include <sys/ioctl.h>
#include <unistd.h>

#define FIRST_TRANSCRIPT "/tmp/first-transcript"
#define TRANSCRIPT "/tmp/transcript"

static void write_bytes(FILE *out, const char *what, const unsigned char *bytes, int len)
{
	fprintf(out, "  %s %d:", what, len);
	for (int i = 0; i < len; i++)
		fprintf(out, " %02x", bytes[i]);
	fprintf(out, "\n");
}

/* Names and numbers, except for the number that differs for each device. */
static void write_identity(FILE *out, struct device *dev)
{
	unsigned char descriptor[4096];
	char text[256];

	device_driver(dev, text, sizeof(text));
	fprintf(out, "  driver %s, started %u\n", text, device_starts(dev));
	device_uevent(dev, "HID_NAME", text, sizeof(text));
	fprintf(out, "  name %s\n", text);
	device_uevent(dev, "MODALIAS", text, sizeof(text));
	fprintf(out, "  modalias %s\n", text);
	write_bytes(out, "descriptor", descriptor,
		    device_sysfs(dev, "report_descriptor", descriptor, sizeof(descriptor)));
}

static void write_input(FILE *out, int hidraw, int evdev)
{
	struct input_event event;
	unsigned char buf[4096];
	int len;

	while (hidraw >= 0 && (len = read(hidraw, buf, sizeof(buf))) > 0)
		write_bytes(out, "hidraw", buf, len);
	while (evdev >= 0 && device_next_event(evdev, &event))
		fprintf(out, "  evdev %d %d %d\n", event.type, event.code, event.value);
}

/* Reports with each report ID, short, exact and long, all zero and all different. */
static void write_reports(FILE *out, struct device *dev, int hidraw, int evdev)
{
	static const size_t sizes[] = { 0, 1, 3, 4, 8, 9, 64, 65, 70 };

	for (int number = 0; number < 4; number++) {
		for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
			unsigned char report[70] = { number };

			for (size_t at = 1; at < sizes[i]; at++)
				report[at] = at * 3 + i;
			device_send(dev, report, sizes[i]);
			fprintf(out, " sent number %d, %zu bytes\n", number, sizes[i]);
			write_input(out, hidraw, evdev);
		}
	}
}

static void write_requests_seen(FILE *out, struct device *dev)
{
	struct host_request request;

	while (device_next_request(dev, &request, 0)) {
		fprintf(out, "  device was asked: kind %d number %d type %d\n", request.kind,
			request.number, request.type);
		write_bytes(out, "with", request.data, request.size);
	}
}

static void write_request(FILE *out, struct device *dev, int hidraw, const char *name,
			  unsigned long code, int number)
{
	unsigned char buf[5] = { number, 21, 22, 23, 24 };
	int ret = code ? ioctl(hidraw, code, buf) : write(hidraw, buf, sizeof(buf));

	fprintf(out, " %s of number %d: %d, error %d\n", name, number, ret, ret < 0 ? errno : 0);
	write_bytes(out, "buffer", buf, sizeof(buf));
	write_requests_seen(out, dev);
}

static void write_requests(FILE *out, struct device *dev, int hidraw)
{
	device_forget_requests(dev);
	device_answer(dev, 1, "\1\2\3\4\5", 5);
	for (int number = 0; number < 3; number++) {
		write_request(out, dev, hidraw, "write", 0, number);
		write_request(out, dev, hidraw, "get feature", HIDIOCGFEATURE(5), number);
		write_request(out, dev, hidraw, "set feature", HIDIOCSFEATURE(5), number);
		write_request(out, dev, hidraw, "get input", HIDIOCGINPUT(5), number);
		write_request(out, dev, hidraw, "set output", HIDIOCSOUTPUT(5), number);
	}
}

static void write_leds(FILE *out, struct device *dev, int evdev)
{
	struct input_event event = { .type = EV_LED, .code = LED_CAPSL, .value = 1 };
	struct host_request request;

	device_forget_requests(dev);
	CHECK_EQ(write(evdev, &event, sizeof(event)), sizeof(event));
	CHECK(device_next_request(dev, &request, 5000));
	fprintf(out, " LED: kind %d number %d\n", request.kind, request.number);
	write_bytes(out, "with", request.data, request.size);
}

static void write_device(FILE *out, const struct model *model)
{
	struct device *dev = device_plug(model);
	int hidraw = device_has_hidraw(dev) ? device_hidraw(dev) : -1;
	int evdev = device_has_evdev(dev) ? device_evdev(dev) : -1;

	fprintf(out, "%s\n", model->name);
	write_identity(out, dev);
	write_requests_seen(out, dev);
	write_reports(out, dev, hidraw, evdev);
	if (hidraw >= 0)
		write_requests(out, dev, hidraw);
	if (model == &keyboard || model == &numbered_keyboard)
		write_leds(out, dev, evdev);
	fprintf(out, " unbound %d, bound %d\n", device_unbind(dev),
		device_bind(dev, "hid-generic"));
	write_identity(out, dev);
	device_unplug(dev);
}

static void write_devices(FILE *out)
{
	static const struct model *const models[] = {
		&mouse,	      &combo,	 &vendor64,	     &vendor65,
		&big_feature, &keyboard, &numbered_keyboard, &wheel,
		&touchscreen, &sensor
	};

	for (size_t i = 0; i < sizeof(models) / sizeof(models[0]); i++)
		write_device(out, models[i]);
}

static char *read_text(const char *path, size_t *len)
{
	FILE *file = fopen(path, "r");
	char *text = NULL;
	size_t size = 0;
	ssize_t got;

	CHECK(file != NULL);
	got = getdelim(&text, &size, '\0', file);
	CHECK(got > 0);
	*len = got;
	fclose(file);
	return text;
}

/* Prints the first line in which the two texts differ, with the device it belongs to. */
static void note_difference(char *first, char *now)
{
	char *line, *other, *device = "";

	while ((line = strsep(&first, "\n")) && (other = strsep(&now, "\n"))) {
		if (line[0] != ' ')
			device = line;
		if (!strcmp(line, other))
			continue;
		test_note("%s: at first:%s", device, line);
		test_note("%s: now:%s", device, other);
		return;
	}
}

void transcript_check(void)
{
	bool is_first = access(FIRST_TRANSCRIPT, F_OK);
	FILE *out = fopen(is_first ? FIRST_TRANSCRIPT : TRANSCRIPT, "w");
	size_t first_len, len;
	char *first, *now;

	CHECK(out != NULL);
	write_devices(out);
	CHECK_EQ(fclose(out), 0);
	if (is_first)
		return;
	first = read_text(FIRST_TRANSCRIPT, &first_len);
	now = read_text(TRANSCRIPT, &len);
	if (len == first_len && !memcmp(first, now, len))
		return;
	note_difference(first, now);
	FAIL("devices behave differently than at first");
}
