/* SPDX-License-Identifier: GPL-2.0-only */
/* The tablet of the demo: an XP-Pen Deco 02. */
#ifndef TESTS_DEMO_DECO02_H
#define TESTS_DEMO_DECO02_H

#include "lib/device.h"

/* Everything it sends is 8 bytes long, with the number of the report. */
#define DECO02_REPORT 8

/* Something a hand can do with it: the report that is sent then, and the one when it lets go. */
struct control {
	const char *name;
	unsigned char used[DECO02_REPORT];
	unsigned char released[DECO02_REPORT];
};

extern const struct model deco02;
/* Ends with a NULL name. */
extern const struct control deco02_controls[];

#endif
