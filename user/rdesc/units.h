/* SPDX-License-Identifier: GPL-2.0-only */
/* The units of a report descriptor, and the resolution that the kernel computes from them. */
#ifndef RDESC_UNITS_H
#define RDESC_UNITS_H

#include "rdesc/rdesc.h"

/*
 * Writes a unit as text, such as "cm" or "g cm s^-2", or its number if it has a reserved system of
 * units. "" if there is none. 80 bytes hold any unit.
 */
void rdesc_unit_text(uint32_t unit, char *text, size_t size);

/*
 * Whether a usage is an absolute axis that can have a resolution for evdev: positions and lengths
 * per millimeter, or angles per radian.
 */
enum rdesc_axis {
	RDESC_NO_AXIS,
	RDESC_LENGTH,
	RDESC_ANGLE,
};
/* What an element of an input field is, as hid-input of all kernels maps it without a driver. */
enum rdesc_axis rdesc_axis(const struct rdesc *rdesc, const struct rdesc_field *field,
			   unsigned int element);
/* The first axis among the elements of an input field. */
enum rdesc_axis rdesc_field_axis(const struct rdesc *rdesc, const struct rdesc_field *field);
/* The resolution of such an axis in units per millimeter or radian; 0 if the kernel finds none. */
int32_t rdesc_resolution(const struct rdesc_field *field, enum rdesc_axis axis);

#endif
