/* SPDX-License-Identifier: GPL-2.0-only */
/* Tables for people, or the same as JSON: a thin layer over libsmartcols. */
#ifndef TABLE_H
#define TABLE_H

#include <stdbool.h>

struct libscols_table;
struct libscols_line;

/* A column: its heading; in JSON its key, and what kind of value it has. */
struct column {
	const char *name;
	enum { TEXT, NUMBER, LIST } kind; /* LIST: one value in each line of the cell */
};

/*
 * A table with these columns, up to one without name. The name is that of the array in JSON.
 * NULL, with a message, without memory; all other functions then do nothing.
 */
struct libscols_table *table_new(const char *name, const struct column *columns, bool json);
/* Begins the next row. */
struct libscols_line *table_row(struct libscols_table *table);
/* Fills a cell; without memory it stays empty. */
void table_cell(struct libscols_line *row, int column, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
/* Adds one value to a LIST cell. */
void table_append(struct libscols_line *row, int column, const char *text);
/* Prints and frees it; DONE, or an exit code with a message. */
int table_print(struct libscols_table *table);

#endif
