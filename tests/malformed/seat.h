/* SPDX-License-Identifier: GPL-2.0-only */
/* A device with all its nodes open, and a line of text with all that they show. */
#ifndef TESTS_MALFORMED_SEAT_H
#define TESTS_MALFORMED_SEAT_H

#include "lib/device.h"

#define SEAT_EVDEVS 256

struct seat {
	struct device *dev;
	bool bound;
	int hidraw; /* -1: none */
	size_t evdevs_count;
	int evdevs[SEAT_EVDEVS];
};

/* A line of what was seen. */
struct text {
	size_t len;
	char chars[1024];
};

void text_add(struct text *text, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* Appends the length of some bytes and a sum over them. */
void text_add_bytes(struct text *text, const void *bytes, size_t len);

/* Prints a line of the transcript: of which case, what kind of fact, the fact. */
void transcript(const char *id, const char *kind, const struct text *text);

/* Opens and closes all nodes of a device that has been probed. */
void seat_open(struct seat *seat, struct device *dev);
void seat_close(struct seat *seat);
/* Describes the device as applications see it: driver, group, descriptors, nodes, capabilities. */
struct text seat_describe(struct seat *seat);
/* Reads all that its nodes have now. */
struct text seat_read(struct seat *seat);

#endif
