// SPDX-License-Identifier: GPL-2.0-only
/* Writing values into global variables of an object that is open, by the types of its BTF. */
#include "object/settings.h"
#include "cli/message.h"
#include "device/device.h"
#include "libhidbpf/libhidbpf.h"
#include "rdesc/packed.h"

#include <bpf/btf.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define UDEV_PREFIX "UDEV_PROP_"
#define DESCRIPTOR "HID_REPORT_DESCRIPTOR"

/* A variable: its type, without modifiers, and its place in the memory it begins with. */
struct variable {
	const struct btf *btf;
	const struct btf_type *type;
	char *data;
	size_t size;
};

static const struct btf_type *resolve(const struct btf *btf, __u32 id)
{
	return btf__type_by_id(btf, btf__resolve_type(btf, id));
}

static bool ends_in(const char *text, const char *end)
{
	size_t len = strlen(text), end_len = strlen(end);

	return len >= end_len && !strcmp(text + len - end_len, end);
}

/* libbpf names the map of a section by the section, with the object's name in front or without. */
static char *section_data(struct bpf_object *object, const char *section, size_t *size)
{
	struct bpf_map *map;

	bpf_object__for_each_map(map, object)
		if (bpf_map__is_internal(map) && ends_in(bpf_map__name(map), section))
			return (char *)bpf_map__initial_value(map, size);
	return NULL;
}

/* Static variables may be gone or folded into others: only those that are global are settings. */
typedef int (*variable_function)(const char *name, const struct variable *variable, void *data);

static int for_each_in(const struct btf *btf, const struct btf_type *section, char *memory,
		       size_t size, variable_function function, void *data)
{
	const struct btf_var_secinfo *info = btf_var_secinfos(section);
	int ret = 0;

	for (int i = 0; !ret && i < btf_vlen(section); i++, info++) {
		const struct btf_type *var = btf__type_by_id(btf, info->type);
		struct variable variable = { .btf = btf,
					     .type = resolve(btf, var->type),
					     .data = memory + info->offset,
					     .size = info->size };

		if (btf_var(var)->linkage == BTF_VAR_GLOBAL_ALLOCATED && variable.type &&
		    (size_t)info->offset + info->size <= size)
			ret = function(btf__name_by_offset(btf, var->name_off), &variable, data);
	}
	return ret;
}

/* Calls a function for each global variable until it returns something else than 0: that. */
static int for_each_variable(struct bpf_object *object, variable_function function, void *data)
{
	const struct btf *btf = bpf_object__btf(object);
	int ret = 0;

	for (__u32 id = 1; btf && !ret && id < btf__type_cnt(btf); id++) {
		const struct btf_type *section = btf__type_by_id(btf, id);
		size_t size = 0;
		char *memory;

		if (!btf_is_datasec(section))
			continue;
		memory = section_data(object, btf__name_by_offset(btf, section->name_off), &size);
		if (memory)
			ret = for_each_in(btf, section, memory, size, function, data);
	}
	return ret;
}

static bool is_char(const struct btf *btf, const struct btf_type *type)
{
	return btf_is_int(type) && !strcmp(btf__name_by_offset(btf, type->name_off), "char");
}

/* The value behind "0b" or what strtoull() reads; false if there is more, or none. */
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

/* Reads a number for an integer of some bytes; NULL, or what is wrong with it. */
static const char *parse_integer(const char *text, size_t len, size_t size, bool is_signed,
				 unsigned long long *value)
{
	bool negative = len && *text == '-';
	unsigned int bits = 8 * size;
	unsigned long long most;

	if (size > sizeof(most))
		return "integers of that size cannot be set";
	if (!parse_unsigned(text + negative, len - negative, value))
		return "it takes a number";
	if (is_signed)
		most = (1ULL << (bits - 1)) - !negative;
	else
		most = negative ? 0 : ~0ULL >> (64 - bits);
	if (*value > most)
		return "the number is out of its range";
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
	return "it takes true or false";
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
	/* The lowest bytes come first, as in BPF objects for this machine. */
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
		return "it takes a number or the name of an enumerator";
	store(variable->data, variable->size, value);
	return NULL;
}

static const char *set_text(const struct variable *variable, const char *text)
{
	if (strlen(text) >= variable->size)
		return "the text is longer than there is room for";
	memset(variable->data, 0, variable->size);
	strcpy(variable->data, text);
	return NULL;
}

/* Elements for which there is no number stay as they are: 0 may mean something, as that of a report. */
static const char *set_numbers(const struct variable *variable, const struct btf_type *element,
			       const char *text)
{
	char *to = variable->data, *end = variable->data + variable->size;
	const char *wrong = NULL;
	size_t len;

	for (; !wrong; text += len + 1, to += element->size) {
		len = strcspn(text, ",");
		if (to + element->size > end)
			return "there are more numbers than it has room for";
		wrong = set_integer(element, text, len, to);
		if (!text[len])
			break;
	}
	return wrong;
}

/* NULL, or why the variable cannot have this value. */
static const char *set(const struct variable *variable, const char *text)
{
	const struct btf_type *type = variable->type, *element;

	if (btf_is_int(type))
		return set_integer(type, text, strlen(text), variable->data);
	if (btf_is_enum(type))
		return set_enum(variable, text);
	if (btf_is_array(type)) {
		element = resolve(variable->btf, btf_array(type)->type);
		if (element && is_char(variable->btf, element))
			return set_text(variable, text);
		if (element && btf_is_int(element))
			return set_numbers(variable, element, text);
	}
	return "it is of a type that cannot be set";
}

struct assignment {
	const char *path;
	const char *name;
	size_t name_len;
	const char *value;
	int code;
};

static int assign(const char *name, const struct variable *variable, void *data)
{
	struct assignment *assignment = data;
	const char *wrong;

	if (strncmp(name, assignment->name, assignment->name_len) || name[assignment->name_len])
		return 0;
	wrong = set(variable, assignment->value);
	assignment->code = DONE;
	if (wrong)
		assignment->code = fail(BAD_USAGE, "%s of %s cannot be set to \"%s\": %s", name,
					assignment->path, assignment->value, wrong);
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
	if (!for_each_variable(hidbpf_object_bpf(object), assign, &assignment))
		return fail(BAD_USAGE, "%s has no variable %.*s; those it has: hidbpf info %s",
			    path, (int)assignment.name_len, text, path);
	return assignment.code;
}

struct properties {
	const char *path;
	const struct device_info *info;
};

static int assign_property(const char *name, const struct variable *variable, void *data)
{
	const struct properties *properties = data;
	const struct btf_type *type = variable->type, *element;
	char *value;

	if (strncmp(name, UDEV_PREFIX, strlen(UDEV_PREFIX)) || !btf_is_array(type))
		return 0;
	element = resolve(variable->btf, btf_array(type)->type);
	if (!element || !btf_is_int(element) || element->size != 1)
		return 0;
	value = device_property(properties->info, name + strlen(UDEV_PREFIX));
	if (value && set_text(variable, value))
		fprintf(stderr,
			"hidbpf: %s gets no %s for %s: the value \"%s\" is longer than there is "
			"room for\n",
			properties->path, name, properties->info->device.sysname, value);
	free(value);
	return 0;
}

void settings_from_udev(struct hidbpf_object *object, const char *path,
			const struct device_info *info)
{
	struct properties properties = { .path = path, .info = info };

	for_each_variable(hidbpf_object_bpf(object), assign_property, &properties);
}

static int assign_descriptor(const char *name, const struct variable *variable, void *device)
{
	unsigned char data[4096];
	struct rdesc rdesc;

	if (strcmp(name, DESCRIPTOR) || variable->size != RDESC_PACKED_SIZE ||
	    strcmp(btf__name_by_offset(variable->btf, variable->type->name_off), RDESC_PACKED_TYPE))
		return 0;
	/* Of a damaged one, what comes before the mistake. */
	rdesc_parse(&rdesc, data, device_wait_descriptor(device, data, sizeof(data)));
	rdesc_pack(variable->data, &rdesc);
	rdesc_free(&rdesc);
	return 1;
}

void settings_from_descriptor(struct hidbpf_object *object, const struct device *device)
{
	for_each_variable(hidbpf_object_bpf(object), assign_descriptor, (void *)device);
}

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

/* As many as there is room for. */
static void print_numbers(const struct variable *variable, const struct btf_type *element,
			  char *text, size_t size)
{
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

static int list_one(const char *name, const struct variable *variable, void *data)
{
	const struct btf_type *type = variable->type, *element = type;
	const struct listing *listing = data;
	char value[128] = "", kind[64];

	if (btf_is_array(type))
		element = resolve(variable->btf, btf_array(type)->type);
	/* What macros of headers leave behind is not meant for anybody. */
	if (!strncmp(name, "__", 2))
		return 0;
	if (!element || (!btf_is_int(element) && !btf_is_enum(type)) || !element->size ||
	    element->size > sizeof(__u64))
		return 0;
	snprintf(kind, sizeof(kind), "%s%s", btf_is_enum(type) ? "enum " : "",
		 btf__name_by_offset(variable->btf, element->name_off));
	if (btf_is_enum(type)) {
		print_enum(variable, value, sizeof(value));
	} else if (element == type) {
		print_integer(type, variable->data, value, sizeof(value));
	} else {
		snprintf(kind + strlen(kind), sizeof(kind) - strlen(kind), "[%u]",
			 btf_array(type)->nelems);
		if (is_char(variable->btf, element))
			snprintf(value, sizeof(value), "%.*s", (int)variable->size, variable->data);
		else
			print_numbers(variable, element, value, sizeof(value));
	}
	listing->function(name, kind, value, listing->data);
	return 0;
}

void settings_list(const struct hidbpf_object *object,
		   void (*function)(const char *name, const char *type, const char *value,
				    void *data),
		   void *data)
{
	struct listing listing = { .function = function, .data = data };

	for_each_variable(hidbpf_object_bpf(object), list_one, &listing);
}
