// SPDX-License-Identifier: GPL-2.0-only
/* Converts report descriptors to the layout of bpf/include/hid_report_descriptor_helpers.h. */
#include "rdesc/packed.h"

#include <string.h>

#define PACKED __attribute__((packed))
#define REPORTS_MAX 16
#define FIELDS_MAX 64
#define COLLECTIONS_MAX 32

enum { VARIABLE, ARRAY, CONSTANT };

struct packed_collection {
	uint16_t page;
	uint16_t id;
	uint8_t kind;
} PACKED;

struct packed_field {
	uint8_t type;
	uint8_t collections_count;
	uint16_t bits_start;
	uint16_t bits_end;
	uint16_t page;
	uint16_t usage_min; /* of an array; otherwise the usage */
	uint16_t usage_max;
	int32_t logical_min;
	int32_t logical_max;
	uint8_t flags;
	struct packed_collection collections[COLLECTIONS_MAX];
} PACKED;

struct packed_report {
	uint8_t id;
	uint16_t bits;
	uint8_t fields_count;
	struct packed_field fields[FIELDS_MAX];
} PACKED;

struct packed {
	uint8_t counts[RDESC_TYPES]; /* of reports */
	struct packed_report reports[RDESC_TYPES][REPORTS_MAX];
} PACKED;

_Static_assert(sizeof(struct packed) == RDESC_PACKED_SIZE, "the layout of struct packed");

static void pack_collections(struct packed_field *to, const struct rdesc *rdesc, int innermost)
{
	int depth = 0;

	for (int i = innermost; i >= 0; i = rdesc->collections[i].parent)
		depth++;
	to->collections_count = depth < COLLECTIONS_MAX ? depth : COLLECTIONS_MAX;
	for (int i = innermost; i >= 0; i = rdesc->collections[i].parent) {
		const struct rdesc_collection *from = &rdesc->collections[i];

		/* The outermost one comes first. */
		if (--depth < COLLECTIONS_MAX)
			to->collections[depth] = (struct packed_collection){
				.page = from->usage >> 16, .id = from->usage, .kind = from->kind
			};
	}
}

static void pack_usages(struct packed_field *to, const struct rdesc_field *from,
			unsigned int element)
{
	uint32_t first = from->usages_count ? from->usages[0].first : 0;

	if (from->flags & RDESC_VARIABLE)
		first = rdesc_usage(from, element, 0);
	to->page = first >> 16;
	to->usage_min = first;
	if (to->type == ARRAY && from->usages_count)
		to->usage_max = from->usages[from->usages_count - 1].last;
}

/* Appends elements of a field that share a usage. Of a constant field, only the position is set. */
static void pack_field(struct packed_report *report, const struct rdesc *rdesc,
		       const struct rdesc_field *from, unsigned int element, unsigned int count)
{
	unsigned int start = from->bit_offset + element * from->bit_size;
	unsigned int end = start + count * from->bit_size;
	struct packed_field *to = &report->fields[report->fields_count];

	if (report->fields_count == FIELDS_MAX || end > UINT16_MAX)
		return;
	report->fields_count++;
	to->type = from->flags & RDESC_CONSTANT ? CONSTANT :
		   from->flags & RDESC_VARIABLE ? VARIABLE :
						  ARRAY;
	to->bits_start = start;
	to->bits_end = end;
	if (to->type == CONSTANT)
		return;
	to->logical_min = from->logical_min;
	to->logical_max = from->logical_max;
	/* The two lowest bits are expressed by the type. */
	to->flags = from->flags >> 2 & 0x7f;
	pack_usages(to, from, element);
	pack_collections(to, rdesc, from->collection);
}

static void pack_report(struct packed_report *to, const struct rdesc *rdesc,
			const struct rdesc_report *from)
{
	to->id = from->id;
	to->bits = from->bits < UINT16_MAX ? from->bits : UINT16_MAX;
	for (size_t i = 0; i < from->fields_count; i++) {
		const struct rdesc_field *field = &from->fields[i];
		bool single = field->flags & RDESC_VARIABLE && !(field->flags & RDESC_CONSTANT);

		if (!single)
			pack_field(to, rdesc, field, 0, field->count);
		for (unsigned int j = 0; single && j < field->count && j < FIELDS_MAX; j++)
			pack_field(to, rdesc, field, j, 1);
	}
}

void rdesc_pack(void *memory, const struct rdesc *rdesc)
{
	struct packed *packed = memory;

	memset(packed, 0, sizeof(*packed));
	for (size_t i = 0; i < rdesc->reports_count; i++) {
		const struct rdesc_report *report = &rdesc->reports[i];
		uint8_t *count = &packed->counts[report->type];

		if (*count < REPORTS_MAX)
			pack_report(&packed->reports[report->type][(*count)++], rdesc, report);
	}
}
