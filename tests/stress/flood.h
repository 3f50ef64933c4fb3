/* SPDX-License-Identifier: GPL-2.0-only */
/* Several writers that send what they can on several ports. */
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
/* Whether all ports have had as many reports as they can number. */
bool flood_is_over(struct flood *flood);
/* Ends it; every report was written or refused then. */
void flood_stop(struct flood *flood);

#endif
