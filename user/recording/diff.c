// SPDX-License-Identifier: GPL-2.0-only
/* Compares texts line by line, by their longest common subsequence. */
#include "recording/diff.h"
#include "cli/array.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

/* At most this many unchanged lines are shown before and after a change. */
#define CONTEXT 2
/* The largest table, of old times new lines, that a comparison may need. */
#define TABLE_MAX (16U << 20)

void lines_add(struct lines *lines, const char *format, ...)
{
	char **line = array_add(lines->line, lines->count);
	va_list args;

	if (!line)
		return;
	va_start(args, format);
	if (vasprintf(line, format, args) < 0)
		lines->count--;
	va_end(args);
}

void lines_split(struct lines *lines, const char *text)
{
	while (*text) {
		size_t len = strcspn(text, "\n");

		lines_add(lines, "%.*s", (int)len, text);
		text += len + (text[len] == '\n');
	}
}

void lines_free(struct lines *lines)
{
	for (size_t i = 0; i < lines->count; i++)
		free(lines->line[i]);
	free(lines->line);
	*lines = (struct lines){ 0 };
}

struct diff {
	FILE *file;
	const char *indent;
	bool colour;
	const struct lines *old;
	const struct lines *new;
	size_t begin; /* the texts are equal up to here */
	size_t old_end, new_end; /* and from here on */
	unsigned int *table; /* [old][new]: length of the longest common subsequence from here on */
};

static bool same(const struct diff *diff, size_t old, size_t new)
{
	return !strcmp(diff->old->line[old], diff->new->line[new]);
}

static void trim(struct diff *diff)
{
	diff->old_end = diff->old->count;
	diff->new_end = diff->new->count;
	while (diff->begin < diff->old_end && diff->begin < diff->new_end &&
	       same(diff, diff->begin, diff->begin))
		diff->begin++;
	while (diff->old_end > diff->begin && diff->new_end > diff->begin &&
	       same(diff, diff->old_end - 1, diff->new_end - 1)) {
		diff->old_end--;
		diff->new_end--;
	}
}

static unsigned int *cell(const struct diff *diff, size_t old, size_t new)
{
	size_t width = diff->new_end - diff->begin + 1;

	return &diff->table[(old - diff->begin) * width + (new - diff->begin)];
}

/* Without a table, everything between beginning and end counts as different. */
static void fill_table(struct diff *diff)
{
	size_t height = diff->old_end - diff->begin + 1, width = diff->new_end - diff->begin + 1;

	if (height <= TABLE_MAX / width)
		diff->table = calloc(height * width, sizeof(*diff->table));
	if (!diff->table)
		return;
	for (size_t old = diff->old_end; old-- > diff->begin;)
		for (size_t new = diff->new_end; new -- > diff->begin;) {
			unsigned int down = *cell(diff, old + 1, new);
			unsigned int right = *cell(diff, old, new + 1);

			*cell(diff, old, new) = same(diff, old, new) ?
							*cell(diff, old + 1, new + 1) + 1 :
						down > right ? down :
							       right;
		}
}

static void print_line(const struct diff *diff, char mark, const char *line)
{
	const char *colour = mark == '-' ? "\033[31m" : "\033[32m";

	if (mark == ' ' || !diff->colour)
		fprintf(diff->file, "%s%c %s\n", diff->indent, mark, line);
	else
		fprintf(diff->file, "%s%s%c %s\033[m\n", diff->indent, colour, mark, line);
}

/* Prints the first and last of a run of unchanged lines as context for the changes around them. */
static void print_same(const struct diff *diff, size_t from, size_t to, bool is_first, bool is_last)
{
	size_t before = is_first ? 0 : CONTEXT, after = is_last ? 0 : CONTEXT;

	if (to - from <= before + after + 1) {
		before = to - from;
		after = 0;
	}
	for (size_t i = from; i < from + before; i++)
		print_line(diff, ' ', diff->old->line[i]);
	if (before + after < to - from)
		print_line(diff, ' ', "...");
	for (size_t i = to - after; i < to; i++)
		print_line(diff, ' ', diff->old->line[i]);
}

/* Where the next line comes from: both texts (' '), the old one ('-') or the new one ('+'). */
static char next_step(const struct diff *diff, size_t old, size_t new)
{
	if (new == diff->new_end)
		return '-';
	if (old == diff->old_end)
		return '+';
	if (!diff->table)
		return '-';
	if (same(diff, old, new))
		return ' ';
	return *cell(diff, old + 1, new) >= *cell(diff, old, new + 1) ? '-' : '+';
}

static void print_all(const struct diff *diff)
{
	size_t old = diff->begin, new = diff->begin, same_from = 0;
	bool is_first = true;

	while (old < diff->old_end || new < diff->new_end) {
		char step = next_step(diff, old, new);

		if (step != ' ') {
			print_same(diff, same_from, old, is_first, false);
			is_first = false;
			same_from = step == '-' ? old + 1 : old;
			print_line(diff, step,
				   step == '-' ? diff->old->line[old] : diff->new->line[new]);
		}
		old += step != '+';
		new += step != '-';
	}
	print_same(diff, same_from, diff->old->count, is_first, true);
}

bool diff_print(FILE *file, const char *indent, const struct lines *old, const struct lines *new,
		bool colour)
{
	struct diff diff = {
		.file = file, .indent = indent, .colour = colour, .old = old, .new = new
	};
	bool differ;

	trim(&diff);
	differ = diff.begin < diff.old_end || diff.begin < diff.new_end;
	fill_table(&diff);
	print_all(&diff);
	free(diff.table);
	return differ;
}
