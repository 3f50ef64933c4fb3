/* SPDX-License-Identifier: GPL-2.0-only */
/* Several writers that send as much as they can on several ports. */
#ifndef TESTS_STRESS_FLOOD_H
#define TESTS_STRESS_FLOOD_H

#include "port.h"

struct flood;

/*
 * Starts the cycle's time. At most 4 writers: see PORT_WINDOW; of mice, whose evdev ring is
 * smaller, 2; by volley 1.
 */
struct flood *flood_start(struct cycle *cycle, struct port *ports, unsigned int count,
			  unsigned int writers);
/* Whether all ports have used up their sequence numbers. */
bool flood_is_over(struct flood *flood);
/* Ends the flood. After that every report was written or refused. */
void flood_stop(struct flood *flood);

#endif
