// SPDX-License-Identifier: GPL-2.0-only
/*
 * Uses every key of the tablet, its dial and its pen, and prints what applications see of it.
 *
 * usage: use, run by "plug"
 * Only what evdev says is printed.
 */
#include "deco02.h"
#include "nodes.h"

#include <err.h>
#include <linux/uhid.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static struct node nodes[MAX_NODES];
static size_t nodes_count;

static void send(const unsigned char *report)
{
	struct uhid_event event = { .type = UHID_INPUT2, .u.input2.size = DECO02_REPORT };
	int fd = atoi(getenv("TABLET_FD"));

	memcpy(event.u.input2.data, report, DECO02_REPORT);
	if (write(fd, &event, sizeof(event)) < 0)
		err(1, "the tablet cannot send");
}

/* Events are there as soon as the report has been sent. */
static void print_events(void)
{
	struct input_event event;
	int last_type = -1;

	for (size_t i = 0; i < nodes_count; i++) {
		while (node_next_event(&nodes[i], &event)) {
			if (last_type >= 0)
				printf("%s",
				       last_type == EV_KEY && event.type == EV_KEY ? " + " : ", ");
			event_print(&event);
			last_type = event.type;
		}
	}
	if (last_type < 0)
		printf("nothing");
}

/* Letting go ends what was down; what does not end is a defect to be seen. */
static void print_stuck(void)
{
	struct input_event event;

	for (size_t i = 0; i < nodes_count; i++) {
		while (node_next_event(&nodes[i], &event))
			;
		if (node_print_down(&nodes[i]))
			printf(" stays down");
	}
}

static void use(const struct control *control)
{
	printf("  %-12s  ", control->name);
	send(control->used);
	print_events();
	send(control->released);
	print_stuck();
	printf("\n");
}

int main(void)
{
	const char *tablet = getenv("TABLET");

	if (!tablet || !getenv("TABLET_FD"))
		errx(2, "to be run by \"plug\"");
	nodes_count = nodes_open(tablet, nodes);
	printf("Input devices that applications find:\n");
	for (size_t i = 0; i < nodes_count; i++)
		node_describe(&nodes[i]);
	printf("What they get from its controls:\n");
	for (const struct control *control = deco02_controls; control->name; control++)
		use(control);
	return 0;
}
