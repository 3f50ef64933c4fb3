// SPDX-License-Identifier: GPL-2.0-only
/* Sets global variables of an open object from text. */
#include "object/settings.h"
#include "cli/message.h"
#include "object/variables.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* Parses what strtoull() does, and "0b11". Returns false unless all of the text is a number. */
static bool parse_unsigned(const char *text, size_t len, unsigned long long *value)
{
	bool binary = len > 2 && text[0] == '0' && (text[1] == 'b' || text[1] == 'B');
	char *end;

	if (!len || *text == '-' || *text == '+' || *text == ' ')
		return false;
	errno = 0;
	*value = binary ? strtoull(text + 2, &end, 2) : strtoull(text, &end, 0);
	return !errno && end == text + len;
}

static bool is_word(const char *text, size_t len, const char *word)
{
	return strlen(word) == len && !strncasecmp(text, word, len);
}

/* Parses a number for an integer of size bytes. Returns NULL, or what is wrong with it. */
static const char *parse_integer(const char *text, size_t len, size_t size, bool is_signed,
				 unsigned long long *value)
{
	bool negative = len && *text == '-';
	unsigned int bits = 8 * size;
	unsigned long long most;

	if (size > sizeof(most))
		return "integers of this size cannot be set";
	if (!parse_unsigned(text + negative, len - negative, value))
		return "expected a number";
	if (is_signed)
		most = (1ULL << (bits - 1)) - !negative;
	else
		most = negative ? 0 : ~0ULL >> (64 - bits);
	if (*value > most)
		return "the number is out of range";
	if (negative)
		*value = -*value;
	return NULL;
}

static const char *parse_bool(const char *text, size_t len, unsigned long long *value)
{
	static const char *const words[][2] = {
		{ "false", "true" }, { "no", "yes" }, { "off", "on" }, { "0", "1" }
	};

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		for (int j = 0; j < 2; j++)
			if (is_word(text, len, words[i][j])) {
				*value = j;
				return NULL;
			}
	return "expected true or false";
}

static bool find_enumerator(const struct variable *variable, const char *text,
			    unsigned long long *value)
{
	for (int i = 0; i < btf_vlen(variable->type); i++) {
		const struct btf_enum *entry = btf_enum(variable->type) + i;

		if (!strcmp(btf__name_by_offset(variable->btf, entry->name_off), text)) {
			*value = entry->val;
			return true;
		}
	}
	return false;
}

static void store(char *to, size_t size, unsigned long long value)
{
	/*
	 * Objects have the byte order of this machine, and only little endian ones are supported.
	 */
	memcpy(to, &value, size);
}

static const char *set_integer(const struct btf_type *type, const char *text, size_t len, char *to)
{
	unsigned long long value = 0;
	const char *wrong;

	if (btf_int_encoding(type) & BTF_INT_BOOL)
		wrong = parse_bool(text, len, &value);
	else
		wrong = parse_integer(text, len, type->size,
				      btf_int_encoding(type) & BTF_INT_SIGNED, &value);
	if (!wrong)
		store(to, type->size, value);
	return wrong;
}

static const char *set_enum(const struct variable *variable, const char *text)
{
	unsigned long long value = 0;
	const char *wrong = NULL;

	if (!find_enumerator(variable, text, &value))
		wrong = parse_integer(text, strlen(text), variable->size, true, &value);
	if (wrong)
		return "expected a number or the name of an enumerator";
	store(variable->data, variable->size, value);
	return NULL;
}

/* Elements without a number keep their value: 0 may have a meaning, such as a report ID. */
static const char *set_numbers(const struct variable *variable, const char *text)
{
	char *to = variable->data, *end = variable->data + variable->size;
	const struct btf_type *element = variable->element;
	const char *wrong = NULL;
	size_t len;

	for (; !wrong; text += len + 1, to += element->size) {
		len = strcspn(text, ",");
		if (to + element->size > end)
			return "more numbers than the array holds";
		wrong = set_integer(element, text, len, to);
		if (!text[len])
			break;
	}
	return wrong;
}

/* Returns NULL, or why the variable cannot have this value. */
static const char *set(const struct variable *variable, const char *text)
{
	const struct btf_type *type = variable->type, *element = variable->element;

	if (btf_is_int(type))
		return set_integer(type, text, strlen(text), variable->data);
	if (btf_is_enum(type))
		return set_enum(variable, text);
	if (element && variable_is_char(variable, element))
		return variable_set_text(variable, text) ? NULL : "the text does not fit";
	if (element && btf_is_int(element))
		return set_numbers(variable, text);
	return "variables of this type cannot be set";
}

struct assignment {
	const char *path;
	const char *name;
	size_t name_len;
	const char *value;
	int code;
};

static int assign(const struct variable *variable, void *data)
{
	struct assignment *assignment = data;
	const char *wrong;

	if (strncmp(variable->name, assignment->name, assignment->name_len) ||
	    variable->name[assignment->name_len])
		return 0;
	wrong = set(variable, assignment->value);
	assignment->code = DONE;
	if (wrong)
		assignment->code = fail(BAD_USAGE, "%s of %s cannot be set to \"%s\": %s",
					variable->name, assignment->path, assignment->value, wrong);
	return 1;
}

int settings_set(struct hidbpf_object *object, const char *path, const char *text)
{
	struct assignment assignment = { .path = path,
					 .name = text,
					 .name_len = strcspn(text, "="),
					 .value = strchr(text, '=') };

	if (!assignment.value++)
		return fail(BAD_USAGE, "\"%s\" is not of the form NAME=VALUE", text);
	if (!variables_each(object, assign, &assignment))
		return fail(BAD_USAGE,
			    "%s has no variable %.*s; to list its variables: hidbpf info %s", path,
			    (int)assignment.name_len, text, path);
	return assignment.code;
}
