/* SPDX-License-Identifier: GPL-2.0-only */
/* Arrays that grow by one element at a time. */
#ifndef CLI_ARRAY_H
#define CLI_ARRAY_H

#include <stdlib.h>
#include <string.h>

/*
 * Appends a zeroed element to an array and counts it. Both arguments are lvalues, evaluated more
 * than once: the pointer to the array, from malloc() or NULL, and its number of elements.
 * Evaluates to the new element, or to NULL when memory runs out; the array is unchanged then.
 */
#define array_add(_array, _count)                                                              \
	({                                                                                     \
		__typeof__(_array) _new = realloc(_array, ((_count) + 1) * sizeof(*(_array))); \
		if (_new) {                                                                    \
			(_array) = _new;                                                       \
			_new = memset(&_new[(_count)++], 0, sizeof(*_new));                    \
		}                                                                              \
		_new;                                                                          \
	})

#endif
