// SPDX-License-Identifier: GPL-2.0-only
/* Tables by libsmartcols. */
#include "cli/table.h"
#include "cli/message.h"

#include <errno.h>
#include <libsmartcols.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int add_column(struct libscols_table *table, const struct column *column)
{
	static const int types[] = { [TEXT] = SCOLS_JSON_STRING,
				     [NUMBER] = SCOLS_JSON_NUMBER,
				     [LIST] = SCOLS_JSON_ARRAY_STRING };
	int flags = column->kind == NUMBER ? SCOLS_FL_RIGHT :
		    column->kind == LIST   ? SCOLS_FL_WRAP :
					     0;
	struct libscols_column *added = scols_table_new_column(table, column->name, 0, flags);

	if (!added)
		return -ENOMEM;
	if (column->kind == LIST) {
		scols_column_set_wrapfunc(added, scols_wrapnl_chunksize, scols_wrapnl_nextchunk,
					  NULL);
		scols_column_set_safechars(added, "\n");
	}
	return scols_column_set_json_type(added, types[column->kind]);
}

struct libscols_table *table_new(const char *name, const struct column *columns, bool json)
{
	struct libscols_table *table = scols_new_table();
	int err = table ? 0 : -ENOMEM;

	if (!err)
		err = scols_table_set_name(table, name);
	if (!err)
		err = scols_table_enable_json(table, json);
	for (; !err && columns->name; columns++)
		err = add_column(table, columns);
	if (!err)
		return table;
	scols_unref_table(table);
	fail(REFUSED, "cannot create a table: %s", strerror(-err));
	return NULL;
}

struct libscols_line *table_row(struct libscols_table *table)
{
	return table ? scols_table_new_line(table, NULL) : NULL;
}

void table_cell(struct libscols_line *row, int column, const char *format, ...)
{
	va_list args;
	char *text;

	va_start(args, format);
	if (row && vasprintf(&text, format, args) >= 0)
		scols_line_refer_data(row, column, text);
	va_end(args);
}

void table_append(struct libscols_line *row, int column, const char *text)
{
	struct libscols_cell *cell = row ? scols_line_get_cell(row, column) : NULL;
	const char *before = cell ? scols_cell_get_data(cell) : NULL;

	table_cell(row, column, "%s%s%s", before ?: "", before ? "\n" : "", text);
}

int table_print(struct libscols_table *table)
{
	int err = table ? scols_print_table(table) : -ENOMEM;

	scols_unref_table(table);
	if (err)
		return fail(REFUSED, "cannot print a table: %s", strerror(-err));
	return DONE;
}
