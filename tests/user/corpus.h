/* SPDX-License-Identifier: GPL-2.0-only */
/* Report descriptors made up from a seed: valid, odd and broken ones. */
#ifndef TESTS_USER_CORPUS_H
#define TESTS_USER_CORPUS_H

#include <stddef.h>

#define CORPUS_SIZE_MAX 4096

/* Fills CORPUS_SIZE_MAX bytes. Returns the size of the descriptor, at least 1. */
size_t corpus_descriptor(unsigned long long seed, unsigned char *data);

#endif
