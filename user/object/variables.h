/* SPDX-License-Identifier: GPL-2.0-only */
/* The global variables of an open object, by its BTF, and their initial values. */
#ifndef OBJECT_VARIABLES_H
#define OBJECT_VARIABLES_H

#include "libhidbpf/libhidbpf.h"

#include <bpf/btf.h>
#include <stdbool.h>
#include <stddef.h>

struct variable {
	const char *name;
	const struct btf *btf;
	const struct btf_type *type; /* without typedefs and qualifiers */
	const struct btf_type *element; /* likewise, of an array; otherwise NULL */
	char *data; /* the value that it is loaded with */
	size_t size;
};

/*
 * Calls a function for each global variable until one call returns something other than 0, and
 * returns that; otherwise 0. Static variables are left out: the compiler may have removed or
 * merged them.
 */
int variables_each(const struct hidbpf_object *object,
		   int (*function)(const struct variable *variable, void *data), void *data);

/* Whether a type is "char": an array of it is text. */
bool variable_is_char(const struct variable *variable, const struct btf_type *type);
/* Sets the bytes of a variable to a text. Returns false if it does not fit with its final zero. */
bool variable_set_text(const struct variable *variable, const char *text);

#endif
