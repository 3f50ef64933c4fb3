// SPDX-License-Identifier: GPL-2.0-only
/* The tablet's evdev nodes: finding them, and putting into words what they say. */
#include "nodes.h"

#include <dirent.h>
#include <err.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

/* As many keys of a device are named: a keyboard's list is not worth reading. */
#define MAX_KEYS 7

/* clang-format off */
#define KEY(_code) { EV_KEY, _code, #_code }
#define AXIS(_code) { EV_ABS, _code, #_code }

static const struct {
	int type;
	int code;
	const char *name;
} names[] = {
	KEY(KEY_ESC), KEY(KEY_1), KEY(KEY_2), KEY(KEY_3), KEY(KEY_4), KEY(KEY_5), KEY(KEY_6),
	KEY(KEY_B), KEY(KEY_E), KEY(KEY_I), KEY(KEY_S), KEY(KEY_Z), KEY(KEY_SPACE),
	KEY(KEY_EQUAL), KEY(KEY_MINUS), KEY(KEY_LEFTCTRL), KEY(KEY_LEFTALT), KEY(BTN_0),
	KEY(BTN_1), KEY(BTN_2), KEY(BTN_3), KEY(BTN_4), KEY(BTN_5), KEY(BTN_6), KEY(BTN_TOUCH),
	KEY(BTN_STYLUS), KEY(BTN_TOOL_PEN), KEY(BTN_TOOL_RUBBER),
	{ EV_REL, REL_DIAL, "REL_DIAL" }, AXIS(ABS_X), AXIS(ABS_Y), AXIS(ABS_PRESSURE),
};
/* clang-format on */

static void print_name(int type, int code)
{
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		if (names[i].type == type && names[i].code == code) {
			printf("%s", names[i].name);
			return;
		}
	}
	printf("type %d code %d", type, code);
}

static bool has_bit(const unsigned char *bits, int bit)
{
	return bits[bit / 8] >> bit % 8 & 1;
}

static int is_input(const struct dirent *entry)
{
	return !strncmp(entry->d_name, "input", 5);
}

static int is_event(const struct dirent *entry)
{
	return !strncmp(entry->d_name, "event", 5);
}

/* Opens the event node of the input device in a sysfs directory. */
static void node_open(struct node *node, const char *dir)
{
	struct dirent **entries;
	char path[320];

	if (scandir(dir, &entries, is_event, NULL) != 1)
		errx(1, "%s: no event node", dir);
	snprintf(path, sizeof(path), "/dev/input/%s", entries[0]->d_name);
	node->fd = open(path, O_RDONLY | O_NONBLOCK);
	if (node->fd < 0 || ioctl(node->fd, EVIOCGNAME(sizeof(node->name)), node->name) < 0)
		err(1, "%s", path);
	free(entries[0]);
	free(entries);
}

size_t nodes_open(const char *hid_device, struct node *nodes)
{
	char inputs[128], dir[512];
	struct dirent **entries;
	int count;

	snprintf(inputs, sizeof(inputs), "/sys/bus/hid/devices/%s/input", hid_device);
	count = scandir(inputs, &entries, is_input, versionsort);
	if (count < 1 || count > MAX_NODES)
		errx(1, "%s: %d input devices", inputs, count);
	for (int i = 0; i < count; i++) {
		snprintf(dir, sizeof(dir), "%s/%s", inputs, entries[i]->d_name);
		node_open(&nodes[i], dir);
		free(entries[i]);
	}
	free(entries);
	return count;
}

/* Begins the line "    label: " before the first thing printed on it, separates the others. */
static void begin_item(const char *label, int number)
{
	if (number)
		printf(", ");
	else
		printf("    %s: ", label);
}

static void describe_keys(const struct node *node)
{
	unsigned char bits[KEY_CNT / 8] = { 0 };
	int count = 0, printed = 0;

	ioctl(node->fd, EVIOCGBIT(EV_KEY, sizeof(bits)), bits);
	for (int code = 0; code < KEY_CNT; code++)
		count += has_bit(bits, code);
	for (int code = 0; code < KEY_CNT && printed < MAX_KEYS; code++) {
		if (has_bit(bits, code)) {
			begin_item("keys", printed++);
			print_name(EV_KEY, code);
		}
	}
	if (count > printed)
		printf(" and %d more", count - printed);
	printf("%s", count ? "\n" : "");
}

static void describe_movements(const struct node *node)
{
	unsigned char bits[REL_CNT / 8] = { 0 };
	int printed = 0;

	ioctl(node->fd, EVIOCGBIT(EV_REL, sizeof(bits)), bits);
	for (int code = 0; code < REL_CNT; code++) {
		if (has_bit(bits, code)) {
			begin_item("movements", printed++);
			print_name(EV_REL, code);
		}
	}
	printf("%s", printed ? "\n" : "");
}

static void describe_axes(const struct node *node)
{
	unsigned char bits[ABS_CNT / 8] = { 0 };
	struct input_absinfo info;
	int printed = 0;

	ioctl(node->fd, EVIOCGBIT(EV_ABS, sizeof(bits)), bits);
	for (int code = 0; code < ABS_CNT; code++) {
		if (has_bit(bits, code) && !ioctl(node->fd, EVIOCGABS(code), &info)) {
			begin_item("axes", printed++);
			print_name(EV_ABS, code);
			printf(" %d..%d", info.minimum, info.maximum);
		}
	}
	printf("%s", printed ? "\n" : "");
}

void node_describe(const struct node *node)
{
	printf("  \"%s\"\n", node->name);
	describe_keys(node);
	describe_movements(node);
	describe_axes(node);
}

bool node_next_event(const struct node *node, struct input_event *event)
{
	while (read(node->fd, event, sizeof(*event)) == sizeof(*event))
		if (event->type != EV_SYN && event->type != EV_MSC)
			return true;
	return false;
}

void event_print(const struct input_event *event)
{
	print_name(event->type, event->code);
	if (event->type != EV_KEY)
		printf(event->type == EV_REL ? " %+d" : " %d", event->value);
	else if (event->value != 1)
		printf(" up");
}

int node_print_down(const struct node *node)
{
	unsigned char bits[KEY_CNT / 8] = { 0 };
	int count = 0;

	ioctl(node->fd, EVIOCGKEY(sizeof(bits)), bits);
	for (int code = 0; code < KEY_CNT; code++) {
		if (has_bit(bits, code)) {
			printf(count++ ? " + " : "");
			print_name(EV_KEY, code);
		}
	}
	return count;
}
