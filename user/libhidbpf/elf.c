// SPDX-License-Identifier: GPL-2.0-only
/* Reads the hid_bpf_ops of a BPF object file. */
#include "libhidbpf/elf.h"
#include "libhidbpf/btf.h"
#include "libhidbpf/error.h"
#include "libhidbpf/file.h"

#include <errno.h>
#include <gelf.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#define OPS_TYPE "hid_bpf_ops"

struct reader {
	Elf *elf;
	bool big_endian;
	size_t names; /* index of the section with the sections' names */
	Elf_Data *symbols;
	size_t symbols_count;
	size_t symbol_names; /* index of the section with the symbols' names */
	struct hidbpf_btf btf; /* empty if the file has none */
	struct hidbpf_elf_list *list;
};

/* A section that holds ops. */
struct section {
	size_t index;
	const char *name;
	const unsigned char *bytes;
	size_t size;
};

/* Reads a number, which is in the byte order of the file. */
static unsigned long long number_at(const struct reader *reader, const unsigned char *bytes,
				    size_t size)
{
	unsigned long long number = 0;

	for (size_t i = 0; i < size; i++)
		number = number << 8 | bytes[reader->big_endian ? i : size - 1 - i];
	return number;
}

static const char *section_name(const struct reader *reader, const GElf_Shdr *header)
{
	return elf_strptr(reader->elf, reader->names, header->sh_name) ?: "";
}

/* The contents of a section; NULL if it has none in the file. */
static Elf_Data *section_data(Elf_Scn *section, const GElf_Shdr *header)
{
	Elf_Data *data;

	if (header->sh_type == SHT_NOBITS)
		return NULL;
	data = elf_getdata(section, NULL);
	return data && data->d_buf && data->d_size ? data : NULL;
}

static int take_symbols(struct reader *reader, const GElf_Shdr *header, Elf_Data *data)
{
	size_t size = gelf_fsize(reader->elf, ELF_T_SYM, 1, EV_CURRENT);

	if (reader->symbols)
		return hidbpf_set_error(-EINVAL, "it has two symbol tables");
	reader->symbols = data;
	reader->symbols_count = size ? data->d_size / size : 0;
	reader->symbol_names = header->sh_link;
	return 0;
}

static int read_symbols(struct reader *reader)
{
	Elf_Scn *section = NULL;
	GElf_Shdr header;
	int err = 0;

	while (!err && (section = elf_nextscn(reader->elf, section))) {
		Elf_Data *data;

		if (!gelf_getshdr(section, &header))
			return hidbpf_set_error(-EINVAL, "its section headers are damaged");
		data = section_data(section, &header);
		if (data && header.sh_type == SHT_SYMTAB)
			err = take_symbols(reader, &header, data);
	}
	return err;
}

/* Only ops need BTF. */
static int read_btf(struct reader *reader)
{
	int err = hidbpf_btf_read(&reader->btf, reader->elf);

	if (err == -ENOMEM)
		return hidbpf_no_memory();
	return err && err != -ENODATA ? hidbpf_set_error(err, "its BTF is damaged") : 0;
}

static const char *type_name(const struct reader *reader, const struct btf_type *type)
{
	return hidbpf_btf_name(&reader->btf, type->name_off);
}

static bool is_function_pointer(const struct reader *reader, __u32 id)
{
	const struct btf_type *type = hidbpf_btf_bare_type(&reader->btf, id);

	if (!type || !btf_is_ptr(type))
		return false;
	type = hidbpf_btf_bare_type(&reader->btf, type->type);
	return type && btf_is_func_proto(type);
}

static bool is_int(const struct reader *reader, __u32 id)
{
	const struct btf_type *type = hidbpf_btf_bare_type(&reader->btf, id);

	return type && btf_is_int(type) && type->size == sizeof(int);
}

/* The member that begins at an offset; NULL if none does. */
static const struct btf_member *member_at(const struct btf_type *type, size_t offset)
{
	for (__u32 i = 0; i < btf_vlen(type); i++)
		if (!btf_member_bitfield_size(type, i) &&
		    btf_member_bit_offset(type, i) == offset * 8)
			return btf_members(type) + i;
	return NULL;
}

/* Finds an int by its name. -ENOENT if there is no such member, -EINVAL if it is no int. */
static int find_int(const struct reader *reader, const struct btf_type *type, const char *name,
		    size_t *offset)
{
	const struct btf_member *member = btf_members(type);

	for (__u32 i = 0; i < btf_vlen(type); i++, member++) {
		const char *found = hidbpf_btf_name(&reader->btf, member->name_off);
		__u32 bit = btf_member_bit_offset(type, i);

		if (strcmp(found, name))
			continue;
		*offset = bit / 8;
		return bit % 8 || btf_member_bitfield_size(type, i) ||
				       !is_int(reader, member->type) ||
				       *offset + sizeof(int) > type->size ?
			       -EINVAL :
			       0;
	}
	return -ENOENT;
}

static const char *symbol_name(const struct reader *reader, const GElf_Sym *symbol)
{
	return elf_strptr(reader->elf, reader->symbol_names, symbol->st_name) ?: "";
}

static bool find_variable(const struct reader *reader, size_t section, const char *name,
			  GElf_Sym *symbol)
{
	for (size_t i = 0; i < reader->symbols_count; i++)
		if (gelf_getsym(reader->symbols, i, symbol) && symbol->st_shndx == section &&
		    GELF_ST_TYPE(symbol->st_info) == STT_OBJECT &&
		    !strcmp(symbol_name(reader, symbol), name))
			return true;
	return false;
}

static const char *find_function(const struct reader *reader, size_t section, GElf_Addr value)
{
	GElf_Sym symbol;

	for (size_t i = 0; i < reader->symbols_count; i++)
		if (gelf_getsym(reader->symbols, i, &symbol) && symbol.st_shndx == section &&
		    GELF_ST_TYPE(symbol.st_info) == STT_FUNC && symbol.st_value == value &&
		    *symbol_name(reader, &symbol))
			return symbol_name(reader, &symbol);
	return NULL;
}

static int add_hook(struct hidbpf_elf_ops *ops, const char *member, const char *program)
{
	struct hidbpf_elf_hook *hook = &ops->hooks[ops->hooks_count];

	if (ops->hooks_count == HIDBPF_ELF_HOOKS_MAX)
		return hidbpf_set_error(-EINVAL, "%s has too many hooks", ops->name);
	hook->member = strdup(member);
	hook->program = strdup(program);
	ops->hooks_count++;
	return hook->member && hook->program ? 0 : hidbpf_no_memory();
}

/* A relocation within ops assigns a program to a hook. */
static int read_relocation(struct reader *reader, const struct section *section,
			   struct hidbpf_elf_ops *ops, const struct btf_type *type, size_t start,
			   const GElf_Rel *relocation)
{
	const struct btf_member *member = member_at(type, relocation->r_offset - start);
	const char *name, *program;
	GElf_Sym symbol;

	if (!member || !is_function_pointer(reader, member->type) ||
	    relocation->r_offset + 8 > start + type->size)
		return hidbpf_set_error(-EINVAL, "%s has a function in a member that is not a hook",
					ops->name);
	name = hidbpf_btf_name(&reader->btf, member->name_off);
	if (!reader->symbols ||
	    !gelf_getsym(reader->symbols, GELF_R_SYM(relocation->r_info), &symbol) ||
	    symbol.st_shndx == SHN_UNDEF || symbol.st_shndx >= SHN_LORESERVE)
		return hidbpf_set_error(-EINVAL, "%s of %s does not refer to anything in the file",
					name, ops->name);
	/* The bytes there are an offset from the symbol, which may be that of a section. */
	program = find_function(
		reader, symbol.st_shndx,
		symbol.st_value + number_at(reader, section->bytes + relocation->r_offset, 8));
	if (!program)
		return hidbpf_set_error(-EINVAL, "%s of %s does not refer to a program", name,
					ops->name);
	return add_hook(ops, name, program);
}

static int read_relocations_of(struct reader *reader, const struct section *section,
			       struct hidbpf_elf_ops *ops, const struct btf_type *type,
			       size_t start, Elf_Data *data)
{
	size_t size = gelf_fsize(reader->elf, ELF_T_REL, 1, EV_CURRENT);
	size_t count = size ? data->d_size / size : 0;
	GElf_Rel relocation;
	int err = 0;

	for (size_t i = 0; !err && i < count; i++) {
		if (!gelf_getrel(data, i, &relocation))
			return hidbpf_set_error(-EINVAL, "its relocations are damaged");
		if (relocation.r_offset >= start && relocation.r_offset < start + type->size)
			err = read_relocation(reader, section, ops, type, start, &relocation);
	}
	return err;
}

/* Finds the programs of the ops that begin at start, by the relocations of their section. */
static int read_hooks(struct reader *reader, const struct section *section,
		      struct hidbpf_elf_ops *ops, const struct btf_type *type, size_t start)
{
	Elf_Scn *scn = NULL;
	GElf_Shdr header;
	int err = 0;

	while (!err && (scn = elf_nextscn(reader->elf, scn))) {
		Elf_Data *data;

		if (!gelf_getshdr(scn, &header) || header.sh_info != section->index)
			continue;
		data = section_data(scn, &header);
		if (data && header.sh_type == SHT_RELA)
			return hidbpf_set_error(
				-EINVAL, "its relocations are of a type that BPF does not use");
		if (data && header.sh_type == SHT_REL)
			err = read_relocations_of(reader, section, ops, type, start, data);
	}
	return err;
}

static struct hidbpf_elf_ops *new_ops(struct hidbpf_elf_list *list)
{
	struct hidbpf_elf_ops *ops = reallocarray(list->ops, list->count + 1, sizeof(*ops));

	if (!ops)
		return NULL;
	list->ops = ops;
	ops += list->count++;
	memset(ops, 0, sizeof(*ops));
	return ops;
}

/* As for libbpf, which matches members by name, one that the struct lacks is 0. */
static int read_numbers(const struct reader *reader, struct hidbpf_elf_ops *ops,
			const struct btf_type *type, const unsigned char *bytes)
{
	int err;

	if (find_int(reader, type, "hid_id", &ops->hid_id_offset))
		return hidbpf_set_error(-EINVAL, "%s has no int hid_id", ops->name);
	ops->hid_id = number_at(reader, bytes + ops->hid_id_offset, sizeof(int));
	err = find_int(reader, type, "flags", &ops->flags_offset);
	if (err == -EINVAL)
		return hidbpf_set_error(err, "flags of %s is not an int", ops->name);
	ops->has_flags = !err;
	if (ops->has_flags)
		ops->flags = number_at(reader, bytes + ops->flags_offset, sizeof(int));
	return 0;
}

static int read_ops(struct reader *reader, const struct section *section, const char *name,
		    const struct btf_type *type)
{
	struct hidbpf_elf_ops *ops;
	GElf_Sym symbol;
	int err;

	if (!find_variable(reader, section->index, name, &symbol))
		return hidbpf_set_error(-EINVAL, "it has no symbol for %s", name);
	if (symbol.st_value > section->size || type->size > section->size - symbol.st_value)
		return hidbpf_set_error(-EINVAL, "%s extends beyond its section", name);
	if (reader->list->count == HIDBPF_ELF_OPS_MAX)
		return hidbpf_set_error(-EINVAL, "it has too many " OPS_TYPE);
	ops = new_ops(reader->list);
	if (!ops)
		return hidbpf_no_memory();
	ops->name = strdup(name);
	if (!ops->name)
		return hidbpf_no_memory();
	ops->optional = section->name[0] == '?';
	ops->link = !strcmp(section->name + ops->optional, ".struct_ops.link");
	err = read_numbers(reader, ops, type, section->bytes + symbol.st_value);
	return err ?: read_hooks(reader, section, ops, type, symbol.st_value);
}

/* libbpf ignores what follows three underscores in the name of a type. */
static bool is_ops(const char *type)
{
	return !strncmp(type, OPS_TYPE, strlen(OPS_TYPE)) &&
	       (!type[strlen(OPS_TYPE)] || !strncmp(type + strlen(OPS_TYPE), "___", 3));
}

/* Ignores variables of other struct_ops types. */
static int read_variable(struct reader *reader, const struct section *section, __u32 id)
{
	const struct btf_type *variable = hidbpf_btf_type(&reader->btf, id);
	const struct btf_type *type;

	if (!variable || !btf_is_var(variable))
		return hidbpf_set_error(-EINVAL, "its BTF is damaged");
	type = hidbpf_btf_bare_type(&reader->btf, variable->type);
	if (!type || !btf_is_struct(type) || !is_ops(type_name(reader, type)))
		return 0;
	return read_ops(reader, section, type_name(reader, variable), type);
}

static int read_section(struct reader *reader, const struct section *section)
{
	const struct btf_type *type = hidbpf_btf_section(&reader->btf, section->name);
	const struct btf_var_secinfo *variable;
	int err = 0;

	if (!type)
		return hidbpf_set_error(-EINVAL, "its BTF does not describe the section %s",
					section->name);
	variable = btf_var_secinfos(type);
	for (__u32 i = 0; !err && i < btf_vlen(type); i++)
		err = read_variable(reader, section, variable[i].type);
	return err;
}

static bool holds_ops(const char *name)
{
	name += name[0] == '?';
	return !strcmp(name, ".struct_ops") || !strcmp(name, ".struct_ops.link");
}

static int read_sections(struct reader *reader)
{
	Elf_Scn *scn = NULL;
	GElf_Shdr header;
	int err = 0;

	while (!err && (scn = elf_nextscn(reader->elf, scn))) {
		struct section section = { .index = elf_ndxscn(scn) };
		Elf_Data *data;

		if (!gelf_getshdr(scn, &header))
			return hidbpf_set_error(-EINVAL, "its section headers are damaged");
		section.name = section_name(reader, &header);
		if (!holds_ops(section.name))
			continue;
		data = section_data(scn, &header);
		if (!data)
			continue;
		if (!reader->btf.data)
			return hidbpf_set_error(-EINVAL, "it has no BTF: compile it with -g");
		section.bytes = data->d_buf;
		section.size = data->d_size;
		err = read_section(reader, &section);
	}
	return err;
}

/* Whether a section of the BTF, which describes what others define, has a symbol. */
static bool section_declares(const struct reader *reader, const char *section, const char *name)
{
	const struct btf_type *type = hidbpf_btf_section(&reader->btf, section), *entry;

	for (__u32 i = 0; type && i < btf_vlen(type); i++) {
		entry = hidbpf_btf_type(&reader->btf, btf_var_secinfos(type)[i].type);
		if (entry && !strcmp(type_name(reader, entry), name))
			return true;
	}
	return false;
}

/* Compilers leave such symbols for functions without a declaration, and for built-in ones. */
static int check_undefined(const struct reader *reader)
{
	GElf_Sym symbol;

	for (size_t i = 0; i < reader->symbols_count; i++) {
		const char *name;

		if (!gelf_getsym(reader->symbols, i, &symbol) || symbol.st_shndx != SHN_UNDEF)
			continue;
		name = symbol_name(reader, &symbol);
		if (*name && !section_declares(reader, ".ksyms", name) &&
		    !section_declares(reader, ".kconfig", name))
			return hidbpf_set_error(-EINVAL,
						"it uses %s, which is neither defined in it nor "
						"declared as a function of the kernel with __ksym",
						name);
	}
	return 0;
}

/* libelf silently shortens a table of section headers that extends beyond the file. */
static bool is_cut_off(Elf *elf, const GElf_Ehdr *header)
{
	size_t size, headers = (size_t)header->e_shnum * header->e_shentsize;

	return !elf_rawfile(elf, &size) || header->e_shoff > size ||
	       headers > size - header->e_shoff;
}

static int read_file(struct reader *reader)
{
	GElf_Ehdr header;
	int err;

	if (!gelf_getehdr(reader->elf, &header) || is_cut_off(reader->elf, &header))
		return hidbpf_set_error(-EINVAL, "it is truncated");
	if (elf_getshdrstrndx(reader->elf, &reader->names))
		return hidbpf_set_error(-EINVAL, "its section headers are damaged");
	reader->big_endian = header.e_ident[EI_DATA] == ELFDATA2MSB;
	err = read_symbols(reader);
	if (!err)
		err = read_btf(reader);
	if (!err)
		err = read_sections(reader);
	return err ?: check_undefined(reader);
}

int hidbpf_elf_read(struct hidbpf_elf_list *list, const void *file, size_t size)
{
	struct reader reader = { .elf = hidbpf_file_elf(file, size), .list = list };
	int err;

	memset(list, 0, sizeof(*list));
	if (!reader.elf)
		return -EINVAL;
	err = read_file(&reader);
	hidbpf_btf_free(&reader.btf);
	elf_end(reader.elf);
	return err;
}

void hidbpf_elf_free(struct hidbpf_elf_list *list)
{
	for (size_t i = 0; i < list->count; i++) {
		for (size_t j = 0; j < list->ops[i].hooks_count; j++) {
			free(list->ops[i].hooks[j].member);
			free(list->ops[i].hooks[j].program);
		}
		free(list->ops[i].name);
	}
	free(list->ops);
	list->ops = NULL;
	list->count = 0;
}

/* Turns a section into one without contents, as far as its header lies in the file. */
static void empty_section(unsigned char *file, size_t size, const GElf_Ehdr *header, size_t index)
{
	size_t at = header->e_shoff + index * header->e_shentsize + offsetof(Elf64_Shdr, sh_type);
	bool big_endian = header->e_ident[EI_DATA] == ELFDATA2MSB;

	if (at > size || size - at < sizeof(Elf64_Word))
		return;
	memset(file + at, 0, sizeof(Elf64_Word));
	file[at + (big_endian ? sizeof(Elf64_Word) - 1 : 0)] = SHT_NOBITS;
}

static bool section_holds_ops(Elf *elf, size_t names, size_t index)
{
	Elf_Scn *section = elf_getscn(elf, index);
	GElf_Shdr header;

	return section && gelf_getshdr(section, &header) &&
	       holds_ops(elf_strptr(elf, names, header.sh_name) ?: "");
}

/* Empties the sections that hold ops, and those with their relocations. */
void hidbpf_elf_hide(void *file, size_t size)
{
	Elf *elf = hidbpf_file_elf(file, size);
	Elf_Scn *section = NULL;
	GElf_Ehdr header;
	size_t names;

	if (!elf || !gelf_getehdr(elf, &header) || elf_getshdrstrndx(elf, &names))
		goto end;
	while ((section = elf_nextscn(elf, section))) {
		size_t index = elf_ndxscn(section);
		GElf_Shdr section_header;

		if (!gelf_getshdr(section, &section_header))
			continue;
		if (section_holds_ops(elf, names, index) ||
		    (section_header.sh_type == SHT_REL &&
		     section_holds_ops(elf, names, section_header.sh_info)))
			empty_section(file, size, &header, index);
	}
end:
	elf_end(elf);
}
