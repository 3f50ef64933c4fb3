/* SPDX-License-Identifier: GPL-2.0-only */
/* The nodes in /dev through which applications use a HID device. */
#ifndef DEVICE_NODES_H
#define DEVICE_NODES_H

#include "device/device.h"

#define NODES_MAX 32

struct node {
	char path[64];
};

/* Finds the hidraw node: 0, or -1 if the device has none. */
int nodes_hidraw(struct node *node, const struct device *device);
/* Finds the evdev nodes in the order of their numbers. Returns how many, at most NODES_MAX. */
size_t nodes_evdev(struct node *nodes, const struct device *device);

#endif
