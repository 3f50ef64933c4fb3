/* SPDX-License-Identifier: GPL-2.0-only */
/* Prints the reports of "hidbpf watch". */
#ifndef WATCH_SHOW_H
#define WATCH_SHOW_H

#include "device/device.h"
#include "watch/event.h"

#include <stdbool.h>

struct shown;

/*
 * Reads the device's report descriptor for the names, as the device sent it and as programs
 * changed it. full shows all bytes of long reports. Returns NULL when memory runs out.
 */
struct shown *show_begin(const struct device *device, bool full);
void show_end(struct shown *shown);

/* Takes a piece of a report, and prints the report when it is complete. */
void show_event(struct shown *shown, const struct watch_event *event);
/* Call this regularly: prints that a report was dropped when it is clear that it will not leave. */
void show_pending(struct shown *shown);

#endif
