/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * A device whose reports are accounted for, one by one.
 *
 * A report contains its number. hidraw has it when the write that injected it returns, or never; so
 * writers also read, before hidraw's ring (64 reports) can be full. In the end each report was
 * either delivered, or dropped by a program, which records that in the map "fates", or refused by
 * the write. Any other fate is allowed only if the port was disturbed during the write: then
 * perhaps nothing could receive the report.
 *
 * Each program counts itself in a report that it passes on. There must be as many as were attached
 * during the write.
 */
#ifndef TESTS_STRESS_PORT_H
#define TESTS_STRESS_PORT_H

#include "bpf/fates.h"
#include "cycle.h"
#include "lib/device.h"

#include <pthread.h>
#include <stdatomic.h>

/* What is known of one report; each byte is written by one thread. */
struct sent {
	__u8 refused;
	__u8 settled; /* the port was not disturbed while it was written */
	__u8 seen; /* how often hidraw had it */
	__u8 seen_evdev;
	__u8 hops;
	__u8 least_hops, most_hops;
};

/* Something that may be in progress: "begun" counts its starts, "done" its ends. */
struct activity {
	atomic_uint begun, done;
};

struct port {
	struct device *dev;
	unsigned int number;
	bool is_mouse;
	bool by_volley; /* reports come from the module "volley", not by uhid */
	int hidraw, evdev; /* -1 while nobody reads */
	bool swapped; /* the axes were swapped when evdev was opened */
	pthread_mutex_t lock; /* for reading from them */
	int axis; /* evdev's last REL_X, 0 if none */
	atomic_uint next; /* number of the next report */
	struct activity disturbance, attaching, detaching;
	struct sent *sent;
};

/* Plugs in devices, all at once, and opens them. They exist as long as the cycle. */
void ports_plug(struct port *ports, unsigned int count, bool are_mice);
/* Makes the module "volley" send the reports of a port. */
void port_use_volley(struct port *port);

/* Sends one report, or a few by volley. False when the port has used up its sequence numbers. */
bool port_send(struct port *port);
/* How many reports of one writer fit into the ring at a time, for up to four writers. */
#define PORT_WINDOW 8
/* Reads all reports. */
void port_drain(struct port *port);

/* Between these two, reports may get lost. */
void port_disturb(struct port *port);
void port_calm(struct port *port);
bool port_is_disturbed(const struct port *port);
/* How many of its sequence numbers a port has used up, in percent. */
unsigned int port_share_sent(const struct port *port);
/* The nodes were replaced by new ones, with the driver. */
void port_reopen(struct port *port, bool swapped);

/* Fails the test if a report is not accounted for; adds all others to the figures. */
void ports_account(struct port *ports, unsigned int count, struct figures *figures);

#endif
