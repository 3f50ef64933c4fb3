// SPDX-License-Identifier: GPL-2.0-only
/* JSON by json-c, for output that is not a table. */
#include "cli/json.h"
#include "cli/message.h"

#include <json-c/json.h>
#include <stdio.h>
#include <stdlib.h>

void json_add(struct json_object *json, const char *key, struct json_object *value)
{
	json_object_object_add(json, key, value);
}

void json_add_text(struct json_object *json, const char *key, const char *value)
{
	json_add(json, key, json_object_new_string(value));
}

void json_add_number(struct json_object *json, const char *key, uint64_t value)
{
	json_add(json, key, json_object_new_uint64(value));
}

struct json_object *json_hex(const void *data, size_t size)
{
	const unsigned char *bytes = data;
	char *text = calloc(2, size + 1);
	struct json_object *json;

	for (size_t i = 0; text && i < size; i++)
		sprintf(text + 2 * i, "%02x", bytes[i]);
	json = text ? json_object_new_string(text) : NULL;
	free(text);
	return json;
}

int json_print(struct json_object *json)
{
	puts(json_object_to_json_string_ext(json, JSON_C_TO_STRING_PRETTY |
							  JSON_C_TO_STRING_NOSLASHESCAPE));
	json_object_put(json);
	return DONE;
}
