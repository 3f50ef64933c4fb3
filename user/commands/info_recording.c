// SPDX-License-Identifier: GPL-2.0-only
/* hidbpf info RECORDING: shows the devices of a recording and the reports that they sent. */
#include "cli/json.h"
#include "cli/message.h"
#include "commands/info.h"
#include "rdesc/json.h"
#include "rdesc/names.h"
#include "rdesc/text.h"
#include "rdesc/values.h"
#include "recording/open.h"

#include <json-c/json.h>
#include <stdlib.h>
#include <string.h>

#define TIME_COLUMNS "%7u.%06u"
#define VALUES_INDENT "                " /* below the bytes of a report */

/* What is shown of one device. */
struct subject {
	const struct recording *recording;
	const struct recording_device *device;
	size_t index; /* into ->devices */
	struct rdesc rdesc;
};

static void print_value(void *arg, const struct rdesc_element *element)
{
	bool *first = arg;
	char text[96];

	rdesc_element_text(element, text, sizeof(text));
	printf("%s%s", *first ? VALUES_INDENT : ", ", text);
	*first = false;
}

static void print_event(const struct rdesc *rdesc, const struct recording_event *event)
{
	bool first = true;

	printf(TIME_COLUMNS " ", (unsigned int)(event->usec / 1000000),
	       (unsigned int)(event->usec % 1000000));
	for (size_t i = 0; i < event->size; i++)
		printf(" %02x", event->data[i]);
	printf("\n");
	rdesc_each_value(rdesc, RDESC_INPUT, event->data, event->size, print_value, &first);
	if (!first)
		printf("\n");
}

static size_t count_events(const struct subject *subject)
{
	size_t count = 0;

	for (size_t i = 0; i < subject->recording->events_count; i++)
		count += subject->recording->events[i].device == subject->index;
	return count;
}

static void print_device(const struct subject *subject)
{
	const struct recording *recording = subject->recording;
	const struct recording_device *device = subject->device;
	const char *bus = device_bus_name(device->bus);
	size_t count = count_events(subject);

	if (subject->index)
		printf("\n");
	printf("Device:   %u of a recording (%s)\n", device->index, recording->format);
	printf("Name:     %s\n", *device->name ? device->name : "unknown");
	if (device->bus)
		printf("Bus:      %04X%s%s\n", device->bus, bus ? " " : "", bus ?: "");
	if (device->vendor || device->product)
		printf("IDs:      %04X:%04X\n", device->vendor, device->product);
	else
		printf("IDs:      unknown\n");
	printf("\nReport descriptor, %zu bytes:\n", device->rdesc_size);
	rdesc_print_items(stdout, device->rdesc, device->rdesc_size, "  ");
	rdesc_print_reports(stdout, &subject->rdesc, "  ");
	printf("\nReports:%s\n", count ? "" : " none");
	for (size_t i = 0; i < recording->events_count; i++)
		if (recording->events[i].device == subject->index)
			print_event(&subject->rdesc, &recording->events[i]);
}

static void add_value(void *arg, const struct rdesc_element *element)
{
	struct json_object *values = arg, *json = json_object_new_object();
	char name[64];

	rdesc_usage_name(element->usage, name, sizeof(name));
	json_add_text(json, "name", name);
	json_add_number(json, "usage", element->usage);
	json_add(json, "value", json_object_new_int64(element->value));
	json_object_array_add(values, json);
}

static struct json_object *event_json(const struct rdesc *rdesc,
				      const struct recording_event *event)
{
	struct json_object *json = json_object_new_object(), *values = json_object_new_array();

	json_add_number(json, "usec", event->usec);
	json_add(json, "report", json_hex(event->data, event->size));
	rdesc_each_value(rdesc, RDESC_INPUT, event->data, event->size, add_value, values);
	json_add(json, "values", values);
	return json;
}

static struct json_object *device_json(const struct subject *subject)
{
	struct json_object *json = json_object_new_object(), *reports = json_object_new_array();
	const struct recording *recording = subject->recording;
	const struct recording_device *device = subject->device;
	const char *error = subject->rdesc.error;

	json_add_number(json, "device", device->index);
	json_add_text(json, "name", device->name);
	json_add_number(json, "bus", device->bus);
	json_add_number(json, "vendor", device->vendor);
	json_add_number(json, "product", device->product);
	json_add(json, "descriptor", json_hex(device->rdesc, device->rdesc_size));
	/* null: the kernel accepts the descriptor. */
	json_add(json, "descriptor_error", *error ? json_object_new_string(error) : NULL);
	json_add(json, "descriptor_reports", rdesc_json(&subject->rdesc));
	for (size_t i = 0; i < recording->events_count; i++)
		if (recording->events[i].device == subject->index)
			json_object_array_add(reports,
					      event_json(&subject->rdesc, &recording->events[i]));
	json_add(json, "reports", reports);
	return json;
}

static int print_all(const struct recording *recording, bool json)
{
	struct json_object *all = json_object_new_object(), *devices = json_object_new_array();

	for (size_t i = 0; i < recording->devices_count; i++) {
		struct subject subject = {
			.recording = recording,
			.device = &recording->devices[i],
			.index = i,
		};

		rdesc_parse(&subject.rdesc, subject.device->rdesc, subject.device->rdesc_size);
		if (json)
			json_object_array_add(devices, device_json(&subject));
		else
			print_device(&subject);
		rdesc_free(&subject.rdesc);
	}
	json_add_text(all, "format", recording->format);
	json_add(all, "devices", devices);
	if (json)
		return json_print(all);
	json_object_put(all);
	return DONE;
}

int info_recording(const char *path, const char *choice, bool json)
{
	struct recording recording;
	int code = recording_open(&recording, path, choice);

	if (code)
		return code;
	code = print_all(&recording, json);
	recording_free(&recording);
	return code;
}
