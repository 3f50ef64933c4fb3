/* SPDX-License-Identifier: GPL-2.0-only */
/* Reads what applications get from a HID device through evdev and hidraw, as text. */
#ifndef LISTEN_H
#define LISTEN_H

#include "device/device.h"
#include "recording/diff.h"

struct listener;

/*
 * Opens the nodes of a device and grabs its input devices, so that what a test types does not
 * reach the desktop. Returns NULL on failure.
 */
struct listener *listen_open(const struct device *device);
void listen_close(struct listener *listener);

/* Adds a line for each input device and for each of its properties, keys and axes. */
void listen_describe(const struct listener *listener, struct lines *lines);
/* Adds a line for each hidraw report and each group of events since the last call. */
void listen_hear(struct listener *listener, struct lines *lines);

#endif
