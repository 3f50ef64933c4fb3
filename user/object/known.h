/* SPDX-License-Identifier: GPL-2.0-only */
/* The device programs that hidbpf comes with, whether or not their objects are installed. */
#ifndef OBJECT_KNOWN_H
#define OBJECT_KNOWN_H

#include "object/match.h"

/* A device that a program is for; a program for several devices has several entries. */
struct known {
	const char *object; /* the name of the object file */
	const char *devices; /* all devices of the program, separated by ", " */
	struct match match;
};

/* By object, up to an entry without one. */
extern const struct known known_list[];

#endif
