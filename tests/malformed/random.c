// SPDX-License-Identifier: GPL-2.0-only
/* Random numbers, return values and report descriptors. */
#include "random.h"

#include "bpf/shared.h"
#include "lib/models.h"
#include "lib/tap.h"

#include <limits.h>
#include <stdlib.h>

static const struct model *const models[] = { &mouse,	 &combo, &vendor64,	    &big_feature,
					      &keyboard, &wheel, &numbered_keyboard };

struct random random_for(unsigned int kind, unsigned int number)
{
	const char *seed = getenv("MALFORMED_SEED");

	CHECK(seed != NULL);
	return random_from((strtoull(seed, NULL, 0) + 1) * 0x9e3779b97f4a7c15 + kind * 0x10001 +
			   number);
}

__s32 draw_return(struct random *random)
{
	static const __s32 edges[] = { INT_MIN, INT_MIN + 1, -65536,	  -4097,  -4096,
				       -4095,	-1,	     1,		  63,	  64,
				       65,	127,	     128,	  4095,	  4096,
				       4097,	65536,	     INT_MAX - 1, INT_MAX };

	switch (draw_below(random, 8)) {
	case 0:
		return PICK(random, edges);
	case 1:
		return -(__s32)draw_below(random, 4096);
	case 2:
		return draw_below(random, 130);
	case 3:
		return one_in(random, 4) ? draw(random) : 64;
	default:
		return 0;
	}
}

/* Changes or moves a few bytes of a descriptor. Returns the new size. */
static size_t damage(struct random *random, unsigned char *rdesc, size_t size)
{
	static const unsigned char edges[] = { 0x00, 0x01, 0x7f, 0x80, 0xfe, 0xff, 0xc0, 0xa1 };
	size_t at = draw_below(random, size), n = 1 + draw_below(random, 4);

	switch (draw_below(random, 7)) {
	case 0:
		rdesc[at] ^= 1 << draw_below(random, 8);
		return size;
	case 1:
		rdesc[at] = draw(random);
		return size;
	case 2:
		rdesc[at] = PICK(random, edges);
		return size;
	case 3: /* remove */
		if (at + n >= size)
			return size;
		memmove(rdesc + at, rdesc + at + n, size - at - n);
		return size - n;
	case 4: /* insert */
		if (size + n > RDESC_MAX)
			return size;
		memmove(rdesc + at + n, rdesc + at, size - at);
		draw_bytes(random, rdesc + at, n);
		return size + n;
	case 5: /* swap */
		n = draw_below(random, size);
		rdesc[at] ^= rdesc[n];
		rdesc[n] ^= rdesc[at];
		rdesc[at] ^= rdesc[n];
		return size;
	default:
		return one_in(random, 3) ? at + 1 : size;
	}
}

static size_t append(unsigned char *rdesc, size_t size, const void *from, size_t len)
{
	if (size + len > RDESC_MAX)
		return size;
	memcpy(rdesc + size, from, len);
	return size + len;
}

static size_t append_model(struct random *random, unsigned char *rdesc, size_t size)
{
	const struct model *model = PICK(random, models);

	return append(rdesc, size, model->rdesc, model->rdesc_size);
}

/*
 * One field: page, usages, range, size, count, main item; any of these may be missing or invalid.
 */
static size_t append_field(struct random *random, unsigned char *rdesc, size_t size)
{
	static const unsigned char pages[] = { 0x01, 0x02, 0x06, 0x07, 0x08, 0x09, 0x0c, 0x0d };
	static const unsigned char kinds[] = { 0x81, 0x81, 0x81, 0x91, 0xb1 };
	const unsigned char items[][2] = {
		{ 0x85, draw_below(random, 5) },
		{ 0x05, PICK(random, pages) },
		{ 0x19, draw_below(random, 64) },
		{ 0x29, draw_below(random, 128) },
		{ 0x15, one_in(random, 2) ? 0 : draw(random) },
		{ 0x25, one_in(random, 2) ? 0x7f : draw(random) },
		{ 0x75, one_in(random, 8) ? draw(random) : 1U << draw_below(random, 6) },
		{ 0x95, one_in(random, 8) ? draw(random) : draw_below(random, 16) },
		{ PICK(random, kinds), draw_below(random, 8) },
	};

	for (size_t i = 0; i < sizeof(items) / sizeof(items[0]); i++)
		if (!one_in(random, i ? 12 : 2))
			size = append(rdesc, size, items[i], sizeof(items[i]));
	return size;
}

static size_t make_up(struct random *random, unsigned char *rdesc, unsigned int fields)
{
	static const unsigned char begin[] = { 0x05, 0x01, 0x09, 0x02, 0xa1, 0x01 },
				   end[] = { 0xc0 };
	size_t size = append(rdesc, 0, begin, sizeof(begin));

	while (fields--)
		size = append_field(random, rdesc, size);
	return append(rdesc, size, end, sizeof(end));
}

size_t draw_rdesc(struct random *random, unsigned char *rdesc)
{
	size_t size = 0;

	switch (draw_below(random, 12)) {
	case 0: /* noise */
		size = 1 + draw_below(random, one_in(random, 4) ? RDESC_MAX : 200);
		draw_bytes(random, rdesc, size);
		return size;
	case 1:
		while (size < RDESC_MAX - 200)
			size = append_model(random, rdesc, size);
		break;
	case 2:
	case 3:
	case 4:
		return make_up(random, rdesc, 1 + draw_below(random, 8));
	case 5:
		return make_up(random, rdesc, 100 + draw_below(random, 200));
	case 6:
		size = append_model(random, rdesc, size);
		break;
	}
	size = append_model(random, rdesc, size);
	for (int i = draw_below(random, 3); i >= 0; i--)
		size = damage(random, rdesc, size);
	return size;
}
