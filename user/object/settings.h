/* SPDX-License-Identifier: GPL-2.0-only */
/* Settings of an object: global variables of its programs that get their values before loading. */
#ifndef SETTINGS_H
#define SETTINGS_H

#include "libhidbpf/libhidbpf.h"

/* How to write a setting, for the help of commands. */
#define SETTINGS_HELP                                                                        \
	"NAME is a global variable of the object's programs: an integer, a bool, an enum,\n" \
	"a string, or an array of integers. VALUE is a number (also 0x10 or 0b11), true\n"   \
	"or false, the name or number of an enumerator, a string, or numbers separated by\n" \
	"commas.\n"

/*
 * Sets a variable of an open object, both given as "NAME=VALUE". Returns DONE, or BAD_USAGE with a
 * message that names the object by its path.
 */
int settings_set(struct hidbpf_object *object, const char *path, const char *assignment);

#endif
