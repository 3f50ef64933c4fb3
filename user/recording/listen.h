/* SPDX-License-Identifier: GPL-2.0-only */
/* Plays the applications' part: what they get from a HID device by evdev and hidraw, as text. */
#ifndef LISTEN_H
#define LISTEN_H

#include "device/device.h"
#include "recording/diff.h"

struct listener;

/*
 * Opens the nodes of a device, and keeps others from getting its events: what a test types does not
 * reach the desktop. NULL if that fails.
 */
struct listener *listen_open(const struct device *device);
void listen_close(struct listener *listener);

/* Adds a line for each input device, and for each of its keys and axes. */
void listen_describe(const struct listener *listener, struct lines *lines);
/* Adds a line for each report of hidraw, and for each group of events, that came since the last call. */
void listen_hear(struct listener *listener, struct lines *lines);

#endif
