/* SPDX-License-Identifier: GPL-2.0-only */
/* The ops that come and go on ports. */
#ifndef TESTS_STRESS_SLOT_H
#define TESTS_STRESS_SLOT_H

#include "lib/programs.h"
#include "port.h"

/*
 * Objects: opened with the cycle's map "fates", which outlives them, and nothing switched on.
 * fates_begin() makes it, with programs that drop each n-th report (0: none).
 */
void fates_begin(unsigned int drop_every);
const struct fates *fates(void);
struct hidbpf_object *port_object(const char *name);
void port_load(struct hidbpf_object *object);

/* One ops of a loaded object, for a port, attached or not. */
struct slot {
	struct port *port;
	struct ops ops;
	bool counts; /* itself in reports */
};
/* Chooses ops of an object that is not loaded yet; detach and attach again to change the order. */
struct slot slot_of(struct port *port, struct hidbpf_object *object, const char *ops, __u32 flags);
/* The first returns 0 or -errno, the second has to succeed. */
int slot_try_attach(struct slot *slot, struct figures *figures);
void slot_attach(struct slot *slot, struct figures *figures);
void slot_detach(struct slot *slot, struct figures *figures);
void slot_toggle(struct slot *slot, struct figures *figures);

/*
 * Slots for the event programs of an object "hops", which is loaded then, shared out to the ports;
 * every other one goes before those that are there.
 */
struct hidbpf_object *slots_load(struct slot *slots, unsigned int count, struct port *ports,
				 unsigned int ports_count);
void slots_attach(struct slot *slots, unsigned int count, struct figures *figures);
void slots_detach(struct slot *slots, unsigned int count, struct figures *figures);

#endif
