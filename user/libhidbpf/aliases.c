// SPDX-License-Identifier: GPL-2.0-only
/*
 * Makes objects refer to the module's aliases.
 *
 * Names in an object may share their ends, so none can be changed in place. The two sections that
 * hold them, for the BTF and for the symbols, are copied to the end of the file, where they can
 * grow: the aliases are added, and types and symbols refer to these.
 */
#include "libhidbpf/aliases.h"
#include "libhidbpf/btf.h"
#include "libhidbpf/error.h"
#include "libhidbpf/file.h"

#include "../../module/uapi/hid_bpf_compat.h"

#include <ctype.h>
#include <errno.h>
#include <gelf.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

/* An alias differs from the name in its beginning. */
#define NAME_BEGIN "hid"
#define ALIAS_BEGIN "hbc"
#define BEGIN_LEN strlen(NAME_BEGIN)

_Static_assert(sizeof(NAME_BEGIN) == sizeof(ALIAS_BEGIN), "aliases are as long as the names");

/* Longer names are refused by the kernel. */
#define NAME_LEN_MAX 511

struct rewriting {
	Elf *elf; /* of the old contents, which stay */
	struct hidbpf_btf btf;
	char *file; /* the new contents */
	size_t size;
	size_t start; /* of the section at their end */
};

/* If a text begins with one of the names, which begin differently as aliases, what follows it. */
static const char *skip_name(const char *text, const char *begin)
{
	static const char *const names[] = HID_BPF_COMPAT_ALIASED;

	if (strncmp(text, begin, BEGIN_LEN))
		return NULL;
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		const char *rest = names[i] + BEGIN_LEN;

		if (!strncmp(text + BEGIN_LEN, rest, strlen(rest)))
			return text + strlen(names[i]);
	}
	return NULL;
}

/* libbpf ignores what follows three underscores. */
static bool is_ignored(const char *suffix)
{
	return !strncmp(suffix, "___", 3);
}

static bool has_alias(const char *name)
{
	const char *after = skip_name(name, NAME_BEGIN);

	return after && (!*after || (is_ignored(after) && strlen(name) <= NAME_LEN_MAX));
}

static int append(struct rewriting *rewriting, const void *bytes, size_t len)
{
	char *file = realloc(rewriting->file, rewriting->size + len);

	if (!file)
		return hidbpf_no_memory();
	memcpy(file + rewriting->size, bytes, len);
	rewriting->file = file;
	rewriting->size += len;
	return 0;
}

static int append_alias(struct rewriting *rewriting, const char *name)
{
	int err = append(rewriting, ALIAS_BEGIN, BEGIN_LEN);

	return err ?: append(rewriting, name + BEGIN_LEN, strlen(name + BEGIN_LEN) + 1);
}

/* Sets a number of 32 bits, which need not be aligned. */
static void set_number(struct rewriting *rewriting, size_t offset, size_t number)
{
	__u32 value = number;

	memcpy(rewriting->file + offset, &value, sizeof(value));
}

/* Copies a section to the end of the file. */
static int begin_section(struct rewriting *rewriting, size_t section)
{
	Elf_Data *data = elf_rawdata(elf_getscn(rewriting->elf, section), NULL);
	static const char padding[8];
	int err;

	if (!data || !data->d_buf)
		return hidbpf_set_error(-EINVAL, "its symbols have no names");
	err = append(rewriting, padding, -rewriting->size % sizeof(padding));
	rewriting->start = rewriting->size;
	return err ?: append(rewriting, data->d_buf, data->d_size);
}

/* Makes the section's header refer to the copy, with what was added to it. */
static int end_section(struct rewriting *rewriting, size_t section)
{
	Elf64_Shdr header;
	GElf_Ehdr elf;
	size_t at;

	gelf_getehdr(rewriting->elf, &elf);
	at = elf.e_shoff + section * sizeof(header);
	if (at > rewriting->start || rewriting->start - at < sizeof(header))
		return hidbpf_set_error(-EINVAL, "its section headers are damaged");
	memcpy(&header, rewriting->file + at, sizeof(header));
	header.sh_offset = rewriting->start;
	header.sh_size = rewriting->size - rewriting->start;
	memcpy(rewriting->file + at, &header, sizeof(header));
	return 0;
}

/* Functions and variables that the object defines keep their names. */
static bool can_have_alias(const struct btf_type *type)
{
	if (btf_is_func(type))
		return btf_vlen(type) == BTF_FUNC_EXTERN; /* its linkage */
	if (btf_is_var(type))
		return btf_var(type)->linkage == BTF_VAR_GLOBAL_EXTERN;
	return btf_is_composite(type) || btf_is_fwd(type) || btf_is_typedef(type);
}

static int alias_types(struct rewriting *rewriting)
{
	const struct hidbpf_btf *btf = &rewriting->btf;
	size_t names; /* where they begin in the new contents */
	int err;

	err = begin_section(rewriting, btf->section);
	if (err)
		return err;
	names = rewriting->start + (btf->names - btf->data);
	if (names + btf->names_len != rewriting->size)
		return hidbpf_set_error(-EINVAL, "the names of its BTF are not at the end");
	for (__u32 i = 0; !err && i < btf->count; i++) {
		const struct btf_type *type = btf->types[i];
		const char *name = hidbpf_btf_name(btf, type->name_off);

		if (!can_have_alias(type) || !has_alias(name))
			continue;
		set_number(rewriting,
			   rewriting->start + ((const char *)&type->name_off - btf->data),
			   rewriting->size - names);
		err = append_alias(rewriting, name);
	}
	set_number(rewriting, rewriting->start + offsetof(struct btf_header, str_len),
		   rewriting->size - names);
	return err ?: end_section(rewriting, btf->section);
}

static Elf_Scn *find_symbols(Elf *elf, GElf_Shdr *header)
{
	Elf_Scn *section = NULL;

	while ((section = elf_nextscn(elf, section)))
		if (gelf_getshdr(section, header) && header->sh_type == SHT_SYMTAB)
			return section;
	return NULL;
}

static int alias_symbols(struct rewriting *rewriting)
{
	GElf_Shdr header;
	Elf_Scn *section = find_symbols(rewriting->elf, &header);
	Elf_Data *data = section ? elf_getdata(section, NULL) : NULL;
	GElf_Sym symbol;
	int err;

	if (!data || !data->d_buf)
		return 0;
	err = begin_section(rewriting, header.sh_link);
	for (int i = 0; !err && gelf_getsym(data, i, &symbol); i++) {
		const char *name = elf_strptr(rewriting->elf, header.sh_link, symbol.st_name);

		if (symbol.st_shndx != SHN_UNDEF || !name || !has_alias(name))
			continue;
		set_number(rewriting,
			   header.sh_offset + i * sizeof(Elf64_Sym) + offsetof(Elf64_Sym, st_name),
			   rewriting->size - rewriting->start);
		err = append_alias(rewriting, name);
	}
	return err ?: end_section(rewriting, header.sh_link);
}

int hidbpf_aliases_use(char **file, size_t *size)
{
	struct rewriting rewriting = { .elf = hidbpf_file_elf(*file, *size) };
	int err = hidbpf_btf_read_file(&rewriting.btf, *file, *size);

	if (err) {
		/* Without BTF, or with that of another machine, nothing can be loaded. */
		err = err == -ENOMEM ? hidbpf_no_memory() : 0;
		goto free;
	}
	err = append(&rewriting, *file, *size);
	if (!err)
		err = alias_types(&rewriting);
	if (!err)
		err = alias_symbols(&rewriting);
	if (err)
		goto free;
	free(*file);
	*file = rewriting.file;
	*size = rewriting.size;
	rewriting.file = NULL;
free:
	free(rewriting.file);
	hidbpf_btf_free(&rewriting.btf);
	elf_end(rewriting.elf);
	return err;
}

/* Whether a name cannot end here. */
static bool is_in_name(char c)
{
	return c == '_' || isalnum((unsigned char)c);
}

void hidbpf_aliases_restore(char *text)
{
	while ((text = strstr(text, ALIAS_BEGIN))) {
		const char *after = skip_name(text, ALIAS_BEGIN);

		if (after && (!is_in_name(*after) || is_ignored(after)))
			memcpy(text, NAME_BEGIN, BEGIN_LEN);
		text += BEGIN_LEN;
	}
}
