/* SPDX-License-Identifier: GPL-2.0-only */
/* Random numbers that depend only on a seed: the same on every kernel. */
#ifndef TESTS_LIB_RANDOM_H
#define TESTS_LIB_RANDOM_H

#include <linux/types.h>
#include <stdbool.h>
#include <stddef.h>

struct random {
	unsigned long long state;
};

struct random random_from(unsigned long long seed);
__u32 draw(struct random *random);
/* From 0 to n - 1. */
unsigned int draw_below(struct random *random, unsigned int n);
bool one_in(struct random *random, unsigned int n);
void draw_bytes(struct random *random, unsigned char *to, size_t len);

#define PICK(_random, _array) ((_array)[draw_below(_random, sizeof(_array) / sizeof((_array)[0]))])

#endif
