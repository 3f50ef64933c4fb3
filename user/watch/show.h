/* SPDX-License-Identifier: GPL-2.0-only */
/* How "hidbpf watch" shows reports. */
#ifndef WATCH_SHOW_H
#define WATCH_SHOW_H

#include "device/device.h"
#include "watch/event.h"

#include <stdbool.h>

struct shown;

/*
 * Reads the device's report descriptor for the names, as it is and as it was before programs changed it;
 * NULL without memory.
 */
struct shown *show_begin(const struct device *device, bool full);
void show_end(struct shown *shown);

/* Takes a piece of a report; prints the report when it is whole. */
void show_event(struct shown *shown, const struct watch_event *event);
/* To be called now and then: says that a report was dropped when it is clear that it will not leave. */
void show_pending(struct shown *shown);

#endif
