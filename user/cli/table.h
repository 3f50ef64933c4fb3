/* SPDX-License-Identifier: GPL-2.0-only */
/* Tables as text or JSON: a thin layer over libsmartcols. */
#ifndef CLI_TABLE_H
#define CLI_TABLE_H

#include <stdbool.h>

struct libscols_table;
struct libscols_line;

/* A column: its heading, which in JSON is the key, and the kind of its values. */
struct column {
	const char *name;
	enum { TEXT, NUMBER, LIST } kind; /* LIST: one value per line of a cell */
};

/*
 * Makes a table with these columns, up to one without a name. In JSON it is an array of this name.
 * NULL with a message if memory runs out; the other functions then do nothing.
 */
struct libscols_table *table_new(const char *name, const struct column *columns, bool json);
/* Begins the next row. */
struct libscols_line *table_row(struct libscols_table *table);
/* Fills a cell, which stays empty if memory runs out. */
void table_cell(struct libscols_line *row, int column, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
/* Adds one value to a LIST cell. */
void table_append(struct libscols_line *row, int column, const char *text);
/* Prints the table and frees it: DONE, or an exit code with a message. */
int table_print(struct libscols_table *table);

#endif
