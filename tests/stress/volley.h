/* SPDX-License-Identifier: GPL-2.0-only */
/* Reports from interrupts, by the module "volley" of tests/module/modules. */
#ifndef TESTS_STRESS_VOLLEY_H
#define TESTS_STRESS_VOLLEY_H

#include <linux/types.h>
#include <stdbool.h>

/* Loads the module if necessary. False where it was not built. */
bool volley_load(void);

/* Sends numbered reports; returns a mask of those that hid-core refused. One caller at a time. */
__u32 volley_fire(int hid_id, unsigned int port, unsigned int first, unsigned int count);

#endif
