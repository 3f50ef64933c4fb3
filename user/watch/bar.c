// SPDX-License-Identifier: GPL-2.0-only
/* Bars for absolute axes. */
#include "watch/bar.h"

#include <string.h>

#define PARTS 64

#define GENERIC_DESKTOP 0x01
#define SIMULATION 0x02
#define DIGITIZER 0x0d

bool bar_is_for(const struct rdesc_field *field, uint32_t usage)
{
	unsigned int page = usage >> 16, id = usage & 0xffff;

	if (field->flags & (RDESC_CONSTANT | RDESC_RELATIVE) || !(field->flags & RDESC_VARIABLE) ||
	    field->bit_size < 2 || field->logical_min >= field->logical_max)
		return false;
	switch (page) {
	case GENERIC_DESKTOP: /* X to the hat switch, Vx to Vno */
		return (id >= 0x30 && id <= 0x39) || (id >= 0x40 && id <= 0x46);
	case SIMULATION: /* controls, not devices */
		return id >= 0xb0;
	case DIGITIZER: /* pressure, tilt to twist, width, height */
		return id == 0x30 || id == 0x31 || (id >= 0x3d && id <= 0x41) || id == 0x48 ||
		       id == 0x49;
	}
	return false;
}

/* The part of the range that is nearest to a value. */
static int part_of(const struct rdesc_field *field, int64_t value)
{
	int64_t min = field->logical_min, max = field->logical_max;

	if (value < min)
		value = min;
	if (value > max)
		value = max;
	return ((value - min) * (PARTS - 1) + (max - min) / 2) / (max - min);
}

static int column_of(int part, int width)
{
	return (part * (width - 1) + (PARTS - 1) / 2) / (PARTS - 1);
}

void bar_text(struct bar *bar, const struct rdesc_field *field, int64_t value, int width, bool utf8,
	      char *text)
{
	const char *unseen = utf8 ? "·" : ".", *seen = utf8 ? "━" : "=", *here = utf8 ? "┃" : "|";
	bool columns[BAR_MAX] = { false };
	int part = part_of(field, value);

	if (value < field->logical_min)
		here = "<";
	else if (value > field->logical_max)
		here = ">";
	else
		bar->seen |= UINT64_C(1) << part;
	for (int i = 0; i < PARTS; i++)
		if (bar->seen >> i & 1)
			columns[column_of(i, width)] = true;
	for (int i = 0; i < width; i++)
		text = stpcpy(text, i == column_of(part, width) ? here :
				    columns[i]			? seen :
								  unseen);
}
