/* SPDX-License-Identifier: GPL-2.0-only */
/* A device with all its nodes open, and what can be seen of it, as one line of text. */
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
/* The length of some bytes, and a sum over them. */
void text_add_bytes(struct text *text, const void *bytes, size_t len);

/* Prints a line of the transcript: of which case, what kind of fact, the fact. */
void transcript(const char *id, const char *kind, const struct text *text);

/* Opens what there is of a device, whose probing has ended; closes it again. */
void seat_open(struct seat *seat, struct device *dev);
void seat_close(struct seat *seat);
/* What the device is for applications: driver, group, descriptors, nodes and what they can do. */
struct text seat_describe(struct seat *seat);
/* What can be read from its nodes now. */
struct text seat_read(struct seat *seat);

#endif
