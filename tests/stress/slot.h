/* SPDX-License-Identifier: GPL-2.0-only */
/* Ops that are attached to and detached from ports. */
#ifndef TESTS_STRESS_SLOT_H
#define TESTS_STRESS_SLOT_H

#include "lib/programs.h"
#include "port.h"

/*
 * Objects: opened with the cycle's map "fates", which outlives them, and with everything disabled.
 * fates_begin() creates the map; programs drop every n-th report (0: none).
 */
void fates_begin(unsigned int drop_every);
const struct fates *fates(void);
struct hidbpf_object *port_object(const char *name);
void port_load(struct hidbpf_object *object);

/* Ops of a loaded object, for a port, attached or not. */
struct slot {
	struct port *port;
	struct ops ops;
	bool counts; /* itself in reports */
};
/* Enables ops of an object that is not loaded yet. To change the order, detach and attach again. */
struct slot slot_of(struct port *port, struct hidbpf_object *object, const char *ops, __u32 flags);
/* The first returns 0 or -errno, the second fails the test on errors. */
int slot_try_attach(struct slot *slot, struct figures *figures);
void slot_attach(struct slot *slot, struct figures *figures);
void slot_detach(struct slot *slot, struct figures *figures);
void slot_toggle(struct slot *slot, struct figures *figures);

/*
 * Loads an object "hops" and distributes its event programs to the ports, one per slot. Every other
 * one is attached before those already attached.
 */
struct hidbpf_object *slots_load(struct slot *slots, unsigned int count, struct port *ports,
				 unsigned int ports_count);
void slots_attach(struct slot *slots, unsigned int count, struct figures *figures);
void slots_detach(struct slot *slots, unsigned int count, struct figures *figures);

#endif
