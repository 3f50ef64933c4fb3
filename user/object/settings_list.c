// SPDX-License-Identifier: GPL-2.0-only
/* Lists the settings of an object. */
#include "object/settings_list.h"
#include "object/variables.h"

#include <stdio.h>
#include <string.h>

struct listing {
	void (*function)(const char *name, const char *type, const char *value, void *data);
	void *data;
};

static unsigned long long load(const char *from, size_t size, bool is_signed)
{
	unsigned int unused = 64 - 8 * size;
	unsigned long long value = 0;

	memcpy(&value, from, size);
	value <<= unused;
	return is_signed ? (unsigned long long)((long long)value >> unused) : value >> unused;
}

static void print_integer(const struct btf_type *type, const char *from, char *text, size_t size)
{
	bool is_signed = btf_int_encoding(type) & BTF_INT_SIGNED;
	unsigned long long value = load(from, type->size, is_signed);

	if (btf_int_encoding(type) & BTF_INT_BOOL)
		snprintf(text, size, "%s", value ? "true" : "false");
	else if (is_signed)
		snprintf(text, size, "%lld", (long long)value);
	else
		snprintf(text, size, "%llu", value);
}

static void print_enum(const struct variable *variable, char *text, size_t size)
{
	unsigned long long value = load(variable->data, variable->size, true);

	for (int i = 0; i < btf_vlen(variable->type); i++) {
		const struct btf_enum *entry = btf_enum(variable->type) + i;

		if (entry->val == (int)value) {
			snprintf(text, size, "%s",
				 btf__name_by_offset(variable->btf, entry->name_off));
			return;
		}
	}
	snprintf(text, size, "%lld", (long long)value);
}

/* As many as fit. */
static void print_numbers(const struct variable *variable, char *text, size_t size)
{
	const struct btf_type *element = variable->element;
	size_t used = 0;

	*text = '\0';
	for (size_t at = 0; at < variable->size; at += element->size) {
		if (size - used < 32) {
			snprintf(text + used, size - used, ",...");
			return;
		}
		if (at)
			text[used++] = ',';
		print_integer(element, variable->data + at, text + used, size - used);
		used += strlen(text + used);
	}
}

static bool can_be_set(const struct variable *variable, const struct btf_type *type)
{
	return type && (btf_is_int(type) || btf_is_enum(variable->type)) && type->size &&
	       type->size <= sizeof(__u64);
}

static int list_one(const struct variable *variable, void *data)
{
	const struct btf_type *type =
		btf_is_array(variable->type) ? variable->element : variable->type;
	const struct listing *listing = data;
	char value[128] = "", kind[64];

	/* Names of this kind come from macros in headers. */
	if (!strncmp(variable->name, "__", 2) || !can_be_set(variable, type))
		return 0;
	snprintf(kind, sizeof(kind), "%s%s", btf_is_enum(type) ? "enum " : "",
		 btf__name_by_offset(variable->btf, type->name_off));
	if (btf_is_enum(type)) {
		print_enum(variable, value, sizeof(value));
	} else if (type == variable->type) {
		print_integer(type, variable->data, value, sizeof(value));
	} else {
		snprintf(kind + strlen(kind), sizeof(kind) - strlen(kind), "[%u]",
			 btf_array(variable->type)->nelems);
		if (variable_is_char(variable, type))
			snprintf(value, sizeof(value), "%.*s", (int)variable->size, variable->data);
		else
			print_numbers(variable, value, sizeof(value));
	}
	listing->function(variable->name, kind, value, listing->data);
	return 0;
}

void settings_list(const struct hidbpf_object *object,
		   void (*function)(const char *name, const char *type, const char *value,
				    void *data),
		   void *data)
{
	struct listing listing = { .function = function, .data = data };

	variables_each(object, list_one, &listing);
}
