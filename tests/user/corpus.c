// SPDX-License-Identifier: GPL-2.0-only
/*
 * Report descriptors made up from a seed. Most of them are what a device could send, with one or
 * more oddities: what the HID specification does not allow or hardly anybody does.
 *
 * Values stay clear of one mistake of hid-core: a Resolution Multiplier with the widest logical
 * range makes it divide by -1 what cannot be negated, and the kernel dies.
 */
#include "corpus.h"

#include "lib/random.h"
#include "rdesc/items.h"

#include <string.h>

#define NESTING_MAX 12

struct corpus {
	struct random random;
	unsigned char *data;
	size_t size;
	unsigned int depth; /* of collections */
	unsigned int pushes;
};

/* Appends an item with this many bytes of data: 0, 1, 2 or 4. */
static void put_wide(struct corpus *corpus, unsigned int kind, __u32 value, unsigned int width)
{
	if (corpus->size + 1 + width > CORPUS_SIZE_MAX)
		return;
	corpus->data[corpus->size++] = kind | (width == 4 ? 3 : width);
	for (unsigned int i = 0; i < width; i++)
		corpus->data[corpus->size++] = value >> 8 * i;
}

/* The same, with as many bytes as the value needs, or more. */
static void put(struct corpus *corpus, unsigned int kind, __u32 value)
{
	unsigned int width = value > 0xffff ? 4 : value > 0xff ? 2 : 1;

	if (one_in(&corpus->random, 10))
		width = width == 4 ? 4 : 2 * width;
	put_wide(corpus, kind, value, !value && one_in(&corpus->random, 10) ? 0 : width);
}

static void put_signed(struct corpus *corpus, unsigned int kind, __s32 value)
{
	unsigned int width = value == (signed char)value ? 1 : value == (short)value ? 2 : 4;

	put_wide(corpus, kind, value, width);
}

static void put_page(struct corpus *corpus)
{
	static const __u32 pages[] = { 0x01, 0x01, 0x02, 0x07, 0x08,   0x09,   0x09,
				       0x0c, 0x0d, 0x0d, 0x20, 0xff00, 0xffff, 0x10001 };

	put(corpus, ITEM_USAGE_PAGE, PICK(&corpus->random, pages));
}

static void put_usage(struct corpus *corpus)
{
	struct random *random = &corpus->random;

	if (one_in(random, 12))
		put_wide(corpus, ITEM_USAGE,
			 (1 + draw_below(random, 14)) << 16 | draw_below(random, 0x60), 4);
	else
		put(corpus, ITEM_USAGE,
		    one_in(random, 40) ? draw(random) & 0xffff : draw_below(random, 0x46));
}

static void put_range(struct corpus *corpus)
{
	static const __u32 edges[] = { 0,	1,	    0xff,	0x100,	   0x2fff,  0x3000,
				       0x3001,	0xffff,	    0x10000,	0xfff0,	   0x1fff0, 0x70000,
				       0x700e7, 0x7fffffff, 0xfffffff0, 0xffffffff };
	struct random *random = &corpus->random;
	__u32 min = draw_below(random, 0xe8), max = min + draw_below(random, 24);

	if (one_in(random, 8))
		min = PICK(random, edges);
	if (one_in(random, 8))
		max = PICK(random, edges);
	if (!one_in(random, 20))
		put(corpus, ITEM_USAGE_MINIMUM, min);
	if (one_in(random, 20))
		put_page(corpus);
	if (!one_in(random, 30))
		put(corpus, ITEM_USAGE_MAXIMUM, max);
}

static void put_delimiters(struct corpus *corpus)
{
	struct random *random = &corpus->random;

	for (int sets = 1 + draw_below(random, 3); sets; sets--) {
		if (!one_in(random, 20))
			put(corpus, ITEM_DELIMITER, 1);
		for (int i = draw_below(random, 3); i >= 0; i--)
			one_in(random, 4) ? put_range(corpus) : put_usage(corpus);
		if (!one_in(random, 20))
			put_wide(corpus, ITEM_DELIMITER, 0, one_in(random, 4) ? 0 : 1);
	}
}

static void put_usages(struct corpus *corpus)
{
	struct random *random = &corpus->random;

	switch (draw_below(random, 8)) {
	case 0:
		return;
	case 1:
		put_delimiters(corpus);
		return;
	case 2:
	case 3:
	case 4:
		put_range(corpus);
		return;
	}
	for (int i = draw_below(random, 6); i >= 0; i--) {
		put_usage(corpus);
		if (one_in(random, 12))
			put_page(corpus);
	}
}

/* The maximum is below the minimum now and then. */
static void put_limits(struct corpus *corpus)
{
	static const __s32 limits[][2] = {
		{ 0, 1 },      { 0, 1 },
		{ 0, 255 },    { 0, 255 },
		{ 0, 1023 },   { -127, 127 },
		{ -128, 127 }, { -32768, 32767 },
		{ 0, 65535 },  { 0, 32767 },
		{ 1, 8 },      { 0, 0x7fffffff },
		{ 0, -1 },     { -0x7fffffff, 0x7fffffff },
		{ 5, 4 },      { -1, -2 },
	};
	struct random *random = &corpus->random;
	const __s32 *limit = PICK(random, limits);
	unsigned int kind = one_in(random, 4) ? ITEM_PHYSICAL_MINIMUM : ITEM_LOGICAL_MINIMUM;

	if (one_in(random, 12))
		put_signed(corpus, kind + 0x10, limit[1]);
	put_signed(corpus, kind, limit[0]);
	if (one_in(random, 3))
		put(corpus, kind + 0x10, limit[1]);
	else if (!one_in(random, 20))
		put_signed(corpus, kind + 0x10, limit[1]);
}

static void put_unit(struct corpus *corpus)
{
	static const __u32 units[] = { 0, 0x11, 0x12, 0x13, 0x14, 0x21, 0x1001, 0xe111, 0x10000 };
	struct random *random = &corpus->random;

	put(corpus, ITEM_UNIT, PICK(random, units));
	if (one_in(random, 2))
		put(corpus, ITEM_UNIT_EXPONENT, draw_below(random, 16));
	else
		put_signed(corpus, ITEM_UNIT_EXPONENT, (int)draw_below(random, 40) - 20);
}

static void put_size(struct corpus *corpus)
{
	static const __u32 sizes[] = { 1, 1, 2, 4, 8, 8, 8, 12, 16, 16, 32, 64, 255, 256, 257 };
	static const __u32 counts[] = { 0, 1, 1, 2, 3, 5, 8, 16, 100, 1000, 12288, 12289, 65535 };
	struct random *random = &corpus->random;

	put(corpus, ITEM_REPORT_SIZE,
	    one_in(random, 12) ? PICK(random, sizes) : 1U << draw_below(random, 5));
	put(corpus, ITEM_REPORT_COUNT,
	    one_in(random, 12) ? PICK(random, counts) : draw_below(random, 10));
}

static void put_push_or_pop(struct corpus *corpus)
{
	struct random *random = &corpus->random;
	bool pop = corpus->pushes ? one_in(random, 2) : one_in(random, 60);

	put_wide(corpus, pop ? ITEM_POP : ITEM_PUSH, 0, one_in(random, 20) ? 1 : 0);
	corpus->pushes += pop ? (corpus->pushes ? -1 : 0) : 1;
}

static void put_report_id(struct corpus *corpus)
{
	struct random *random = &corpus->random;

	put(corpus, ITEM_REPORT_ID,
	    one_in(random, 60) ? draw_below(random, 2) << 8 : 1 + draw_below(random, 5));
}

/* An item that is reserved or unknown, or long. */
static void put_strange(struct corpus *corpus)
{
	struct random *random = &corpus->random;

	if (one_in(random, 6))
		put_wide(corpus, ITEM_LONG | draw_below(random, 4) << 2, draw_below(random, 4), 2);
	else
		put_wide(corpus, draw_below(random, 15) << 4 | draw_below(random, 4) << 2,
			 draw(random), 1U << draw_below(random, 3));
}

static void put_field(struct corpus *corpus)
{
	static const unsigned char kinds[] = { ITEM_INPUT, ITEM_INPUT, ITEM_INPUT, ITEM_OUTPUT,
					       ITEM_FEATURE };
	static const __u32 flags[] = {
		0x00, 0x02, 0x02, 0x02, 0x06, 0x03, 0x01, 0x42, 0x102, 0xfff
	};
	struct random *random = &corpus->random;

	if (one_in(random, 3))
		put_page(corpus);
	if (one_in(random, 3))
		put_limits(corpus);
	if (one_in(random, 5))
		put_unit(corpus);
	put_usages(corpus);
	if (one_in(random, 2))
		put_size(corpus);
	/* After the usages it applies to. */
	if (one_in(random, 6))
		put_page(corpus);
	if (one_in(random, 200))
		put_strange(corpus);
	put(corpus, PICK(random, kinds), PICK(random, flags));
}

static void put_collection(struct corpus *corpus)
{
	static const unsigned char collections[] = { 0, 0, 1, 1, 1, 2, 2, 3, 4, 0x80, 0xff };
	struct random *random = &corpus->random;

	if (corpus->depth && one_in(random, 2)) {
		put_wide(corpus, ITEM_END_COLLECTION, 0, 0);
		corpus->depth--;
		return;
	}
	if (corpus->depth == NESTING_MAX)
		return;
	if (!one_in(random, 6))
		put_usage(corpus);
	if (one_in(random, 8))
		put_page(corpus);
	put(corpus, ITEM_COLLECTION, one_in(random, 30) ? draw(random) : PICK(random, collections));
	corpus->depth++;
}

static void put_anything(struct corpus *corpus)
{
	struct random *random = &corpus->random;

	switch (draw_below(random, 16)) {
	case 0:
		if (one_in(random, 2))
			put_push_or_pop(corpus);
		break;
	case 1:
	case 2:
		put_report_id(corpus);
		break;
	case 3:
	case 4:
	case 5:
		put_collection(corpus);
		break;
	default:
		put_field(corpus);
	}
}

/* Reports about as long as hid-core, or uhid, accepts. */
static void put_long_report(struct corpus *corpus)
{
	static const __u32 lengths[] = { 4094, 4095, 4096, 16382, 16383, 16384 };
	struct random *random = &corpus->random;
	__u32 left = PICK(random, lengths);

	if (one_in(random, 2))
		put_report_id(corpus);
	put_usages(corpus);
	put(corpus, ITEM_REPORT_SIZE, 8);
	while (left) {
		__u32 count = left > 8192 ? 8192 : left;

		put(corpus, ITEM_REPORT_COUNT, count);
		put(corpus, ITEM_INPUT, 2);
		left -= count;
	}
}

/* More fields than hid-core takes. */
static void put_many_fields(struct corpus *corpus)
{
	put(corpus, ITEM_REPORT_SIZE, 1);
	put(corpus, ITEM_REPORT_COUNT, 1);
	for (int i = 250 + draw_below(&corpus->random, 12); i; i--) {
		put_usage(corpus);
		put(corpus, ITEM_INPUT, 2);
	}
}

/* About as many usages as hid-core takes. */
static void put_many_usages(struct corpus *corpus)
{
	struct random *random = &corpus->random;

	put_wide(corpus, ITEM_USAGE_MINIMUM, draw_below(random, 3), 2);
	put_wide(corpus, ITEM_USAGE_MAXIMUM, 12285 + draw_below(random, 5), 2);
	for (int i = draw_below(random, 4); i; i--)
		one_in(random, 2) ? put_usage(corpus) : put_range(corpus);
	put_field(corpus);
}

/* About as many pushes as hid-core takes, each followed by a change. */
static void put_many_pushes(struct corpus *corpus)
{
	unsigned int count = 3 + draw_below(&corpus->random, 3);

	for (unsigned int i = 0; i < count; i++) {
		put_wide(corpus, ITEM_PUSH, 0, 0);
		put_field(corpus);
	}
	for (unsigned int i = 0; i < count; i++) {
		put_wide(corpus, ITEM_POP, 0, 0);
		put_field(corpus);
	}
}

static void put_ends(struct corpus *corpus)
{
	struct random *random = &corpus->random;

	if (one_in(random, 30))
		return;
	for (; corpus->depth; corpus->depth--)
		put_wide(corpus, ITEM_END_COLLECTION, 0, 0);
	if (one_in(random, 60))
		put_wide(corpus, ITEM_END_COLLECTION, 0, 0);
	/* Padding of a buffer that is longer. */
	if (one_in(random, 30))
		for (int i = draw_below(random, 8); i; i--)
			put_wide(corpus, 0, 0, 0);
}

/* Changes, removes or inserts some bytes, or cuts the descriptor off. */
static void damage(struct corpus *corpus)
{
	struct random *random = &corpus->random;
	size_t at = draw_below(random, corpus->size), count = 1 + draw_below(random, 3);

	switch (draw_below(random, 4)) {
	case 0:
		corpus->data[at] ^= 1U << draw_below(random, 8);
		break;
	case 1:
		if (at + count >= corpus->size)
			break;
		corpus->size -= count;
		memmove(corpus->data + at, corpus->data + at + count, corpus->size - at);
		break;
	case 2:
		draw_bytes(random, corpus->data + at, at + count > corpus->size ? 1 : count);
		break;
	case 3:
		corpus->size = at + 1;
		break;
	}
}

size_t corpus_descriptor(unsigned long long seed, unsigned char *data)
{
	struct corpus corpus = { .random = random_from(seed * 0x9e3779b97f4a7c15 + 1),
				 .data = data };
	struct random *random = &corpus.random;
	unsigned int kind = draw_below(random, 32);

	if (kind == 0) {
		corpus.size = 1 + draw_below(random, 300);
		draw_bytes(random, data, corpus.size);
		return corpus.size;
	}
	put_page(&corpus);
	if (!one_in(random, 8))
		put_collection(&corpus);
	put_size(&corpus);
	for (int i = draw_below(random, 8); i >= 0; i--)
		put_anything(&corpus);
	if (kind == 1)
		put_long_report(&corpus);
	if (kind == 2 && one_in(random, 6))
		put_many_fields(&corpus);
	if (kind == 3 && one_in(random, 4))
		put_many_usages(&corpus);
	if (kind == 4)
		put_many_pushes(&corpus);
	put_ends(&corpus);
	if (kind >= 28)
		damage(&corpus);
	return corpus.size;
}
