// SPDX-License-Identifier: GPL-2.0-only
/* Bars that show the value of an axis in its range, and the parts of the range that were seen. */
#include "lib/unit.h"

#include "cli/terminal.h"
#include "watch/bar.h"

#include <stdlib.h>

static const struct rdesc_field field = {
	.flags = RDESC_VARIABLE,
	.bit_size = 16,
	.count = 1,
	.logical_min = -100,
	.logical_max = 100,
};

static void check_bar(struct bar *bar, const struct rdesc_field *axis, int64_t value, int width,
		      const char *wanted)
{
	char text[3 * BAR_MAX + 1];

	bar_text(bar, axis, value, width, false, text);
	assert_string_equal(text, wanted);
}

static void the_value_is_in_its_place(void **state)
{
	struct bar bar = { 0 };

	(void)state;
	check_bar(&bar, &field, -100, 9, "|........");
	bar.seen = 0;
	check_bar(&bar, &field, 0, 9, "....|....");
	bar.seen = 0;
	check_bar(&bar, &field, 100, 9, "........|");
	bar.seen = 0;
	check_bar(&bar, &field, 100, 2, ".|");
}

/* What was seen stays; what was never seen is a dead zone. */
static void what_was_seen_stays(void **state)
{
	struct bar bar = { 0 };

	(void)state;
	check_bar(&bar, &field, -100, 9, "|........");
	check_bar(&bar, &field, -80, 9, "=|.......");
	for (int value = 30; value <= 100; value++)
		bar_text(&bar, &field, value, 9, false, (char[3 * BAR_MAX + 1]){ 0 });
	check_bar(&bar, &field, -100, 9, "|=...====");
}

static void values_out_of_range_are_at_the_edges(void **state)
{
	struct bar bar = { 0 };

	(void)state;
	check_bar(&bar, &field, 101, 9, "........>");
	check_bar(&bar, &field, -32768, 9, "<........");
	/* They have not been seen in the range. */
	check_bar(&bar, &field, 0, 9, "....|....");
}

static void every_part_of_the_widest_range(void **state)
{
	static const struct rdesc_field widest = { .logical_min = INT32_MIN,
						   .logical_max = INT32_MAX };
	char text[3 * BAR_MAX + 1];
	struct bar bar = { 0 };

	(void)state;
	for (int64_t value = INT32_MIN; value <= INT32_MAX; value += 1 << 20)
		bar_text(&bar, &widest, value, BAR_MAX, true, text);
	bar_text(&bar, &widest, INT32_MAX, BAR_MAX, true, text);
	assert_int_equal(bar.seen, UINT64_MAX);
	/* Each character has at most three bytes. */
	assert_int_equal(strlen(text), 3 * BAR_MAX);
	check_bar(&bar, &widest, INT32_MAX, 10, "=========|");
}

static void axes_have_bars(void **state)
{
	struct rdesc_field other = field;

	(void)state;
	assert_true(bar_is_for(&field, RDESC_USAGE(0x01, 0x30)));
	assert_true(bar_is_for(&field, RDESC_USAGE(0x01, 0x39)));
	assert_true(bar_is_for(&field, RDESC_USAGE(0x02, 0xbb)));
	assert_true(bar_is_for(&field, RDESC_USAGE(0x0d, 0x30)));
	assert_false(bar_is_for(&field, RDESC_USAGE(0x0d, 0x51)));
	assert_false(bar_is_for(&field, RDESC_USAGE(0x09, 0x01)));
	assert_false(bar_is_for(&field, RDESC_USAGE(0xff00, 0x30)));
	other.flags |= RDESC_RELATIVE;
	assert_false(bar_is_for(&other, RDESC_USAGE(0x01, 0x30)));
	other = field;
	other.logical_max = other.logical_min;
	assert_false(bar_is_for(&other, RDESC_USAGE(0x01, 0x30)));
}

static void the_locale_decides_about_the_characters(void **state)
{
	(void)state;
	setenv("LC_ALL", "C.UTF-8", 1);
	assert_true(terminal_utf8());
	setenv("LC_ALL", "C", 1);
	assert_false(terminal_utf8());
	setenv("LC_ALL", "no-such-locale", 1);
	assert_false(terminal_utf8());
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(the_value_is_in_its_place),
	cmocka_unit_test(what_was_seen_stays),
	cmocka_unit_test(values_out_of_range_are_at_the_edges),
	cmocka_unit_test(every_part_of_the_widest_range),
	cmocka_unit_test(axes_have_bars),
	cmocka_unit_test(the_locale_decides_about_the_characters),
};

int main(void)
{
	return cmocka_run_group_tests_name("bars", tests, NULL, NULL);
}
