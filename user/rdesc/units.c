// SPDX-License-Identifier: GPL-2.0-only
/* Units as text, and the resolution of axes. */
#include "rdesc/units.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#define AXES_MAX 16 /* of a field, among which an axis is looked for */
#define SYSTEMS 4
#define BASE_UNITS 6

#define UNIT_CM 0x11
#define UNIT_RAD 0x12
#define UNIT_INCH 0x13
#define UNIT_DEGREE 0x14

#define GENERIC_DESKTOP(_id) RDESC_USAGE(0x01, _id)
#define SIMULATION(_id) RDESC_USAGE(0x02, _id)
#define DIGITIZER(_id) RDESC_USAGE(0x0d, _id)

/* The lowest four bits are the system, the others the exponents of its units. */
void rdesc_unit_text(uint32_t unit, char *text, size_t size)
{
	static const char *const names[SYSTEMS][BASE_UNITS] = {
		{ "cm", "g", "s", "K", "A", "cd" },
		{ "rad", "g", "s", "K", "A", "cd" },
		{ "inch", "slug", "s", "F", "A", "cd" },
		{ "deg", "slug", "s", "F", "A", "cd" },
	};
	unsigned int system = unit & 0xf;
	size_t len = 0;

	*text = '\0';
	if (unit && (!system || system > SYSTEMS || unit >> 4 * (1 + BASE_UNITS))) {
		snprintf(text, size, "0x%x", unit);
		return;
	}
	for (int i = 0; i < BASE_UNITS && unit; i++) {
		int exponent = unit >> 4 * (i + 1) & 0xf;

		if (exponent > 7)
			exponent -= 16;
		if (exponent)
			len += snprintf(text + len, size - len, "%s%s", len ? " " : "",
					names[system - 1][i]);
		if (exponent && exponent != 1)
			len += snprintf(text + len, size - len, "^%d", exponent);
	}
}

/* hid-input takes Z for the distance of a pen, which has no resolution. */
static bool is_pen(const struct rdesc *rdesc, const struct rdesc_field *field)
{
	uint32_t physical = rdesc_enclosing(rdesc, field->collection, RDESC_PHYSICAL);
	uint32_t logical = rdesc_enclosing(rdesc, field->collection, RDESC_LOGICAL);

	return field->application == DIGITIZER(0x01) || field->application == DIGITIZER(0x02) ||
	       physical == DIGITIZER(0x02) || physical == DIGITIZER(0x20) ||
	       logical == DIGITIZER(0x20);
}

enum rdesc_axis rdesc_axis(const struct rdesc *rdesc, const struct rdesc_field *field,
			   unsigned int element)
{
	if (field->flags & (RDESC_CONSTANT | RDESC_RELATIVE) || !(field->flags & RDESC_VARIABLE) ||
	    field->application == GENERIC_DESKTOP(0x80))
		return RDESC_NO_AXIS;
	switch (rdesc_usage(field, element, 0)) {
	case GENERIC_DESKTOP(0x30): /* X */
	case GENERIC_DESKTOP(0x31): /* Y */
		return RDESC_LENGTH;
	case GENERIC_DESKTOP(0x32): /* Z */
		return is_pen(rdesc, field) ? RDESC_NO_AXIS : RDESC_LENGTH;
	case GENERIC_DESKTOP(0x33): /* Rx */
	case GENERIC_DESKTOP(0x34): /* Ry */
	case GENERIC_DESKTOP(0x35): /* Rz */
	case GENERIC_DESKTOP(0x38): /* Wheel */
	case SIMULATION(0xc8): /* Steering */
	case DIGITIZER(0x3d): /* X Tilt */
	case DIGITIZER(0x3e): /* Y Tilt */
		return RDESC_ANGLE;
	}
	return RDESC_NO_AXIS;
}

enum rdesc_axis rdesc_field_axis(const struct rdesc *rdesc, const struct rdesc_field *field)
{
	enum rdesc_axis axis = RDESC_NO_AXIS;

	for (unsigned int i = 0; !axis && i < field->count && i < AXES_MAX; i++)
		axis = rdesc_axis(rdesc, field, i);
	return axis;
}

/* Multiplies as the kernel does. Returns false when it notices an overflow. */
static bool scale(int32_t *extent, uint32_t factor)
{
	int32_t before = *extent;

	*extent = (uint32_t)before * factor;
	return *extent >= before;
}

/*
 * Brings the extents to millimeters or radians, with the exponent. The kernel converts centimeters,
 * inches, degrees and radians, and nothing else.
 */
static bool convert(uint32_t unit, enum rdesc_axis axis, int32_t *logical, int32_t *physical,
		    int64_t *exponent)
{
	if (axis == RDESC_LENGTH && unit == UNIT_CM) {
		*exponent += 1;
		return true;
	}
	if (axis == RDESC_LENGTH && unit == UNIT_INCH) {
		*exponent -= 1;
		return scale(physical, 254);
	}
	if (axis == RDESC_ANGLE && unit == UNIT_DEGREE) {
		*exponent += 1;
		return scale(logical, 573);
	}
	return axis == RDESC_ANGLE && unit == UNIT_RAD;
}

int32_t rdesc_resolution(const struct rdesc_field *field, enum rdesc_axis axis)
{
	int32_t logical = (uint32_t)field->logical_max - field->logical_min;
	int32_t physical = (uint32_t)field->physical_max - field->physical_min;
	int64_t exponent = field->unit_exponent;

	if (logical <= 0 || physical <= 0 ||
	    !convert(field->unit, axis, &logical, &physical, &exponent))
		return 0;
	for (; exponent < 0; exponent++)
		if (!scale(&logical, 10))
			return 0;
	for (; exponent > 0; exponent--)
		if (!scale(&physical, 10))
			return 0;
	/* Rounded to the nearest; the sum wraps around as in the kernel. */
	return (int32_t)((uint32_t)logical + physical / 2) / physical;
}
