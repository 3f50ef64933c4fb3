// SPDX-License-Identifier: GPL-2.0-only
/* How two texts are shown as one. */
#include "lib/unit.h"

#include "recording/diff.h"

#include <stdlib.h>

/* Two texts, one letter for each line, are shown as wanted, and said to differ or not. */
static void check(const char *old_letters, const char *new_letters, const char *wanted, bool differ)
{
	struct lines old = { 0 }, new = { 0 };
	char *text = NULL;
	size_t len;
	FILE *file = open_memstream(&text, &len);

	for (const char *c = old_letters; *c; c++)
		lines_add(&old, "%c", *c);
	for (const char *c = new_letters; *c; c++)
		lines_add(&new, "%c", *c);
	assert_int_equal(diff_print(file, "", &old, &new, false), differ);
	fclose(file);
	assert_string_equal(text, wanted);
	free(text);
	lines_free(&old);
	lines_free(&new);
}

static void equal_texts(void **state)
{
	(void)state;
	check("", "", "", false);
	check("a", "a", "  a\n", false);
}

static void lines_that_come_and_go(void **state)
{
	(void)state;
	check("", "ab", "+ a\n+ b\n", true);
	check("ab", "", "- a\n- b\n", true);
	check("ac", "abc", "  a\n+ b\n  c\n", true);
	check("abc", "ac", "  a\n- b\n  c\n", true);
	check("abc", "axc", "  a\n- b\n+ x\n  c\n", true);
	check("abcd", "bcde", "- a\n  b\n  c\n  d\n+ e\n", true);
}

static void as_little_as_possible_differs(void **state)
{
	(void)state;
	check("abcab", "cab", "- a\n- b\n  c\n  a\n  b\n", true);
	check("xaybzc", "abc", "- x\n  a\n- y\n  b\n- z\n  c\n", true);
}

static void long_runs_are_cut(void **state)
{
	(void)state;
	check("abcdefgh", "abcdefghX", "  ...\n  g\n  h\n+ X\n", true);
	check("abcdefgh", "Xabcdefgh", "+ X\n  a\n  b\n  ...\n", true);
	check("1abcde2", "3abcde4", "- 1\n+ 3\n  a\n  b\n  c\n  d\n  e\n- 2\n+ 4\n", true);
	check("1abcdef2", "3abcdef4", "- 1\n+ 3\n  a\n  b\n  ...\n  e\n  f\n- 2\n+ 4\n", true);
}

static void texts_are_split_at_line_ends(void **state)
{
	struct lines lines = { 0 };

	(void)state;
	lines_split(&lines, "one\n\nthree");
	assert_int_equal(lines.count, 3);
	assert_string_equal(lines.line[1], "");
	assert_string_equal(lines.line[2], "three");
	lines_free(&lines);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(equal_texts),
	cmocka_unit_test(lines_that_come_and_go),
	cmocka_unit_test(as_little_as_possible_differs),
	cmocka_unit_test(long_runs_are_cut),
	cmocka_unit_test(texts_are_split_at_line_ends),
};

int main(void)
{
	return cmocka_run_group_tests_name("differences of texts", tests, NULL, NULL);
}
