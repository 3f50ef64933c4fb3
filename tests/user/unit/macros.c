// SPDX-License-Identifier: GPL-2.0-only
/*
 * Writes a C program that compares descriptors, written as macros and compiled, with their bytes:
 * odd and damaged ones, every usage that has a macro, and many at random. The program prints TAP.
 */
#include "rdesc/items.h"
#include "rdesc/macros.h"

#include <stdio.h>
#include <stdlib.h>

#define RANDOM_COUNT 400
#define RANDOM_SIZE 200
#define LONG_SIZE 4096

static unsigned int count;

static void write_case(const char *name, const uint8_t *data, size_t size)
{
	printf("static const unsigned char made_%u[] = {\n", count);
	rdesc_write_macros(stdout, data, size);
	printf("};\nstatic const unsigned char wanted_%u[] = {", count);
	for (size_t i = 0; i < size; i++)
		printf("%u,", data[i]);
	printf("};\nstatic const char name_%u[] = \"%s\";\n", count++, name);
}

#define CASE(_name, ...)                                    \
	write_case(_name, (const uint8_t[]){ __VA_ARGS__ }, \
		   sizeof((const uint8_t[]){ __VA_ARGS__ }))

static void write_odd_items(void)
{
	write_case("nothing", (const uint8_t[]){ 0 }, 0);
	CASE("a long item", 0x05, 0x01, 0xfe, 0x03, 0xf0, 1, 2, 3, 0x09, 0x02);
	CASE("a long item without data", 0xfe, 0x00, 0xf0, 0x09, 0x02);
	CASE("a long item that is cut off", 0x05, 0x01, 0xfe, 0x05, 0xf0, 1);
	CASE("the last item is cut off", 0xa1, 0x01, 0x05, 0x01, 0xc0, 0x27, 1, 2, 3);
	CASE("items without data", 0x04, 0x08, 0x14, 0x24, 0x54, 0x64, 0x74, 0x80, 0x90, 0xb0, 0xa0,
	     0xc0, 0x18, 0x28);
	CASE("longer than they need to be", 0x06, 0x01, 0x00, 0x0a, 0x30, 0x00, 0x07, 1, 0, 0, 0,
	     0x0b, 0x30, 0, 0, 0, 0x16, 1, 0, 0x27, 1, 0, 0, 0, 0x76, 8, 0, 0x96, 1, 0, 0x86, 1, 0,
	     0x1b, 1, 0, 0, 0, 0x2b, 8, 0, 0, 0, 0x56, 1, 0, 0x83, 2, 0, 0, 0, 0xa2, 1, 0, 0xc1, 0);
	CASE("negative numbers", 0x15, 0x80, 0x25, 0xff, 0x16, 0x00, 0x80, 0x26, 0xff, 0xff, 0x17,
	     0, 0, 0, 0x80, 0x27, 0xff, 0xff, 0xff, 0xff, 0x35, 0x81, 0x45, 0xfe, 0x36, 0x01, 0x80,
	     0x46, 0xfe, 0xff, 0x37, 1, 0, 0, 0x80, 0x47, 0xfe, 0xff, 0xff, 0xff);
	CASE("maximums that are not negative", 0x15, 0, 0x25, 0xff, 0x26, 0xff, 0xff, 0x27, 0xff,
	     0xff, 0xff, 0xff, 0x35, 0, 0x45, 0x80, 0x46, 0x00, 0x80, 0x47, 0, 0, 0, 0x80);
	CASE("units", 0x65, 0x11, 0x65, 0x12, 0x65, 0x13, 0x65, 0x14, 0x65, 0x00, 0x65, 0x21, 0x66,
	     0x01, 0x10, 0x67, 0xe1, 0xf0, 0, 0x01, 0x55, 0x0f, 0x55, 0x08, 0x55, 0x07, 0x55, 0xff,
	     0x55, 0x10);
	CASE("vendors' pages, and pages without a name", 0x06, 0x00, 0xff, 0x09, 0x01, 0x06, 0xff,
	     0xff, 0x0a, 0x00, 0x01, 0x05, 0xff, 0x09, 0x01, 0x06, 0x77, 0x77, 0x09, 0x01, 0x19, 1,
	     0x2a, 0xff, 0xff);
	CASE("usages that bring their page", 0x0b, 0x42, 0, 0x0d, 0, 0x0b, 0xff, 0xff, 0xff, 0xff);
	CASE("all flags", 0x81, 0xff, 0x91, 0x00, 0xb1, 0xa2, 0x82, 0xff, 0xff, 0x92, 0x02, 0x01,
	     0xb2, 0x00, 0x00);
	CASE("padding", 0xa1, 0x01, 0xc0, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
	     0x00, 0x00, 0x00, 0x00);
	CASE("zeros that are not at the end", 0x00, 0x00, 0xa1, 0x01, 0x00, 0xc0);
	CASE("kinds of items that nobody knows", 0x71, 1, 0xd1, 1, 0xe2, 1, 2, 0xf7, 1, 2, 3, 4,
	     0x39, 1, 0x49, 1, 0x59, 1, 0x79, 1, 0x89, 1, 0x99, 1, 0xa9, 1, 0xc5, 0);
}

static void write_pairs(void)
{
	static uint8_t deep[LONG_SIZE];

	CASE("collections of all kinds", 0xa1, 0, 0xc0, 0xa1, 1, 0xc0, 0xa1, 2, 0xc0, 0xa1, 3, 0xc0,
	     0xa1, 6, 0xa1, 0xff, 0xc0, 0xc0);
	CASE("push and pop", 0xa1, 1, 0xa4, 0x05, 1, 0xa4, 0x75, 8, 0xb4, 0xb4, 0xc0);
	CASE("a push in a collection, the pop after it", 0xa1, 1, 0xa4, 0x05, 1, 0xc0, 0xb4);
	CASE("a collection between push and pop, its end after them", 0xa4, 0xa1, 1, 0xb4, 0xc0);
	CASE("ends without beginnings", 0xc0, 0xb4, 0x05, 1, 0xc0);
	CASE("beginnings without ends", 0xa1, 1, 0xa4, 0xa1, 0, 0x05, 1);
	CASE("ends that have data", 0xa1, 1, 0xa4, 0xb5, 1, 0xc1, 1, 0xc0);
	CASE("collections longer or shorter than usual", 0xa0, 0xa2, 1, 0, 0xa1, 1, 0xc0, 0xc0,
	     0xc0);
	for (size_t i = 0; i < sizeof(deep); i++)
		deep[i] = i < sizeof(deep) / 2 ? 0xa4 : 0xb4;
	write_case("as deep as a descriptor can be", deep, sizeof(deep));
	for (size_t i = 0; i < sizeof(deep); i++)
		deep[i] = i % 2 ? 0x30 : 0x09;
	deep[0] = 0xa1;
	deep[sizeof(deep) - 1] = deep[sizeof(deep) - 2] = 0xc0;
	write_case("as long as a descriptor can be", deep, sizeof(deep));
}

/* One descriptor for each page. */
static void write_usages(void)
{
	static const struct {
		uint16_t page, usage;
	} all[] = {
#define PAGE(_page, _name)
#define USAGE(_page, _usage, _name) { _page, _usage },
#include USAGE_MACROS
	};
	uint8_t data[LONG_SIZE];
	size_t size = 0;

	for (size_t i = 0; i < sizeof(all) / sizeof(all[0]); i++) {
		uint16_t page = all[i].page, usage = all[i].usage;

		data[size++] = 0x06;
		data[size++] = page;
		data[size++] = page >> 8;
		data[size++] = usage > 0xff ? 0x0a : 0x09;
		data[size++] = usage;
		if (usage > 0xff)
			data[size++] = usage >> 8;
		if (size < sizeof(data) - 6 && i + 1 < sizeof(all) / sizeof(all[0]))
			continue;
		write_case("usages with a macro", data, size);
		size = 0;
	}
}

/* Always the same ones: what failed once fails again. */
static unsigned int random_below(unsigned int limit)
{
	static uint32_t state = 1;

	state = state * 1103515245 + 12345;
	return (state >> 16) % limit;
}

static uint8_t random_byte(void)
{
	static const uint8_t frequent[] = { 0xa1, 0xa1, 0xc0, 0xc0, 0xa4, 0xb4, 0x05, 0x09, 0x0a,
					    0x81, 0x75, 0x95, 0x15, 0x25, 0x26, 0x00, 0x01, 0xff };

	return random_below(3) ? frequent[random_below(sizeof(frequent))] : random_below(256);
}

static void write_random(void)
{
	uint8_t data[RANDOM_SIZE];
	char name[32];

	for (int i = 0; i < RANDOM_COUNT; i++) {
		size_t size = random_below(sizeof(data));

		for (size_t j = 0; j < size; j++)
			data[j] = random_byte();
		snprintf(name, sizeof(name), "at random, %d", i);
		write_case(name, data, size);
	}
}

static void write_main(void)
{
	printf("#define COMPARE(n) ok = sizeof(made_##n) == sizeof(wanted_##n) && \\\n"
	       "\t!memcmp(made_##n, wanted_##n, sizeof(made_##n)); failed |= !ok; \\\n"
	       "\tprintf(\"%%sok %%d - %%s\\n\", ok ? \"\" : \"not \", n + 1, name_##n)\n"
	       "int main(void)\n{\n\tint ok, failed = 0;\n\n");
	for (unsigned int i = 0; i < count; i++)
		printf("\tCOMPARE(%u);\n", i);
	printf("\tprintf(\"1..%u\\n\");\n\treturn failed;\n}\n", count);
}

int main(void)
{
	printf("#include <stdio.h>\n#include <string.h>\n#include \"hid_report_helpers.h\"\n");
	write_odd_items();
	write_pairs();
	write_usages();
	write_random();
	write_main();
	return 0;
}
