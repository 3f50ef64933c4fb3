/* SPDX-License-Identifier: GPL-2.0-only */
/* Random numbers that a seed repeats. */
#ifndef TESTS_STRESS_CHANCE_H
#define TESTS_STRESS_CHANCE_H

#include <linux/types.h>
#include <stdbool.h>

struct chance {
	__u64 state;
};

/* A step of splitmix64: any two seeds give unrelated numbers. */
static inline __u32 chance_next(struct chance *chance)
{
	__u64 z = chance->state += 0x9e3779b97f4a7c15ULL;

	z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
	z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
	return z >> 32;
}

/* 0 to n - 1. */
static inline unsigned int chance_below(struct chance *chance, unsigned int n)
{
	return chance_next(chance) % n;
}

static inline bool chance_one_in(struct chance *chance, unsigned int n)
{
	return !chance_below(chance, n);
}

#endif
