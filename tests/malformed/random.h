/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Random numbers that depend only on a seed, the kind of a case and its number, so that a case is
 * the same on every kernel, whatever happened in the cases before it.
 */
#ifndef TESTS_MALFORMED_RANDOM_H
#define TESTS_MALFORMED_RANDOM_H

#include "lib/random.h"

/* Starts the numbers of one case; the seed is $MALFORMED_SEED. */
struct random random_for(unsigned int kind, unsigned int number);
/* A value a program may return: 0 in about half the cases, an error, a size, or nonsense. */
__s32 draw_return(struct random *random);
/* A report descriptor: damaged, made up, or noise. Returns its size, from 1 to RDESC_MAX. */
size_t draw_rdesc(struct random *random, unsigned char *rdesc);

#endif
