/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What the stress and its programs share: the format of reports, each of which contains its number,
 * and the map in which programs record the reports that they dropped.
 *
 * A numbered report is input report 2 of the model "combo". A mouse report is its report 1, which
 * evdev shows as well.
 */
#ifndef TESTS_STRESS_FATES_H
#define TESTS_STRESS_FATES_H

#include <linux/types.h>

/* Devices at a time, and reports for each. */
#define PORTS_MAX 16
#define REPORTS_MAX 8192

/* Bytes of a numbered report; those behind AT_CHECK are the complement of the number. */
#define NUMBERED_ID 2
#define NUMBERED_SIZE 9
#define AT_NUMBER 1
#define AT_PORT 3
#define AT_HOPS 4 /* programs that it passed */
#define AT_CHECK 5

/* A mouse report has its device above the buttons and its number in the axes, which are never 0. */
#define MOUSE_ID 1
#define MOUSE_SIZE 4
#define MOUSE_REPORTS_MAX 4096
#define AXIS_BITS 6
#define AXIS_MASK ((1 << AXIS_BITS) - 1)
#define PORT_SHIFT 4

/* The one value of the map "fates". All objects of a cycle share it. */
struct fates {
	__u32 drop_every; /* programs drop each n-th report; 0: none */
	__u32 drops; /* as programs counted them */
	__u8 dropped[PORTS_MAX * REPORTS_MAX];
};

#endif
