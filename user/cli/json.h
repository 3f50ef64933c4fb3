/* SPDX-License-Identifier: GPL-2.0-only */
/* JSON that is not a table: a thin layer over json-c. */
#ifndef CLI_JSON_H
#define CLI_JSON_H

#include <stddef.h>
#include <stdint.h>

struct json_object;

/* The option --json, which sets a flag. */
#define JSON_OPTION(_flag)                                          \
	{                                                           \
		'j', "json", .flag = &(_flag), .help = "print JSON" \
	}

/*
 * Add a member to an object, which then owns the value; NULL is JSON's null. Members are left out
 * when memory runs out.
 */
void json_add(struct json_object *json, const char *key, struct json_object *value);
void json_add_text(struct json_object *json, const char *key, const char *value);
void json_add_number(struct json_object *json, const char *key, uint64_t value);
/* Bytes as a string of hexadecimal digits, which the caller owns; NULL when memory runs out. */
struct json_object *json_hex(const void *data, size_t size);
/* Prints an object and frees it; returns DONE. */
int json_print(struct json_object *json);

#endif
