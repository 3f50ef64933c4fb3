/* SPDX-License-Identifier: GPL-2.0-only */
/* Lists the settings of an object. */
#ifndef SETTINGS_LIST_H
#define SETTINGS_LIST_H

#include "libhidbpf/libhidbpf.h"

/*
 * Calls a function for each variable of an open object that settings_set() can set, with its name,
 * its type and its value as text.
 */
void settings_list(const struct hidbpf_object *object,
		   void (*function)(const char *name, const char *type, const char *value,
				    void *data),
		   void *data);

#endif
