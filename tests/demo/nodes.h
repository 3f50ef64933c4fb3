/* SPDX-License-Identifier: GPL-2.0-only */
/* The tablet's evdev nodes: what applications read. */
#ifndef TESTS_DEMO_NODES_H
#define TESTS_DEMO_NODES_H

#include <linux/input.h>
#include <stdbool.h>
#include <stddef.h>

#define MAX_NODES 8

struct node {
	int fd;
	char name[128];
};

/*
 * Opens all nodes of a HID device, in the order they were made. Returns how many; exits on errors.
 */
size_t nodes_open(const char *hid_device, struct node *nodes);
/* Prints a node's name and what it can say. */
void node_describe(const struct node *node);
/* Reads the next event that is not just the end of a report or a scan code. */
bool node_next_event(const struct node *node, struct input_event *event);
/* Prints an event, a key or button in the tense of "is down". */
void event_print(const struct input_event *event);
/* Prints the keys and buttons that are down. Returns how many there are. */
int node_print_down(const struct node *node);

#endif
