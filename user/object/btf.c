// SPDX-License-Identifier: GPL-2.0-only
/* Reads the types of an object file. */
#include "object/btf.h"

#include <errno.h>
#include <gelf.h>
#include <libelf.h>
#include <stdlib.h>
#include <string.h>

#define BTF_SECTION ".BTF"
/* Typedefs and qualifiers of one type; more of them go in a circle. */
#define MODIFIERS_MAX 32

/* Newer headers have more in it, which objects need not have. */
#define BTF_HEADER_MIN (offsetof(struct btf_header, str_len) + sizeof(__u32))

#ifndef EM_BPF
#define EM_BPF 247
#endif

/* What stands behind a type, by its kind; -1 for a kind that is not known. */
static long size_behind(const struct btf_type *type)
{
	size_t count = btf_vlen(type);

	switch (btf_kind(type)) {
	case BTF_KIND_PTR:
	case BTF_KIND_FWD:
	case BTF_KIND_TYPEDEF:
	case BTF_KIND_VOLATILE:
	case BTF_KIND_CONST:
	case BTF_KIND_RESTRICT:
	case BTF_KIND_FUNC:
	case BTF_KIND_FLOAT:
	case BTF_KIND_TYPE_TAG:
		return 0;
	case BTF_KIND_INT:
		return sizeof(__u32);
	case BTF_KIND_VAR:
		return sizeof(struct btf_var);
	case BTF_KIND_DECL_TAG:
		return sizeof(struct btf_decl_tag);
	case BTF_KIND_ARRAY:
		return sizeof(struct btf_array);
	case BTF_KIND_STRUCT:
	case BTF_KIND_UNION:
		return count * sizeof(struct btf_member);
	case BTF_KIND_ENUM:
		return count * sizeof(struct btf_enum);
	case BTF_KIND_ENUM64:
		return count * sizeof(struct btf_enum64);
	case BTF_KIND_FUNC_PROTO:
		return count * sizeof(struct btf_param);
	case BTF_KIND_DATASEC:
		return count * sizeof(struct btf_var_secinfo);
	}
	return -1;
}

/* Notes where each type begins. */
static int list_types(struct types *types, const char *data, size_t size)
{
	types->list = malloc((size / sizeof(struct btf_type) + 1) * sizeof(*types->list));
	if (!types->list)
		return -ENOMEM;
	while (size) {
		const struct btf_type *type = (const void *)data;
		long behind = size < sizeof(*type) ? -1 : size_behind(type);

		if (behind < 0 || (size_t)behind > size - sizeof(*type))
			return -EINVAL;
		types->list[types->count++] = type;
		data += sizeof(*type) + behind;
		size -= sizeof(*type) + behind;
	}
	return 0;
}

static bool is_within(__u64 offset, __u64 len, size_t size)
{
	return offset + len <= size;
}

static int read_btf(struct types *types, size_t size)
{
	const struct btf_header *header = (const void *)types->data;
	const char *data;

	if (size < BTF_HEADER_MIN || header->magic != BTF_MAGIC ||
	    header->hdr_len < BTF_HEADER_MIN || header->hdr_len > size ||
	    header->hdr_len % sizeof(__u32) || header->type_off % sizeof(__u32))
		return -EINVAL;
	data = types->data + header->hdr_len;
	size -= header->hdr_len;
	if (!is_within(header->type_off, header->type_len, size) || !header->str_len ||
	    !is_within(header->str_off, header->str_len, size) ||
	    data[header->str_off + header->str_len - 1])
		return -EINVAL;
	types->names = data + header->str_off;
	types->names_len = header->str_len;
	return list_types(types, data + header->type_off, header->type_len);
}

/* In the file it need not begin where numbers can be read. */
static int copy_btf(struct types *types, const Elf_Data *data)
{
	if (!data || !data->d_buf)
		return -EINVAL;
	types->data = malloc(data->d_size + 1);
	if (!types->data)
		return -ENOMEM;
	memcpy(types->data, data->d_buf, data->d_size);
	return read_btf(types, data->d_size);
}

/* Finds the section with the types. */
static int read_elf(struct types *types, Elf *elf)
{
	Elf_Scn *section = NULL;
	GElf_Ehdr header;
	GElf_Shdr found;
	size_t names;

	if (!elf || elf_kind(elf) != ELF_K_ELF || !gelf_getehdr(elf, &header) ||
	    header.e_ident[EI_CLASS] != ELFCLASS64 || header.e_machine != EM_BPF ||
	    elf_getshdrstrndx(elf, &names))
		return -EINVAL;
	while ((section = elf_nextscn(elf, section))) {
		if (!gelf_getshdr(section, &found) || found.sh_type != SHT_PROGBITS ||
		    strcmp(elf_strptr(elf, names, found.sh_name) ?: "", BTF_SECTION))
			continue;
		return copy_btf(types, elf_rawdata(section, NULL));
	}
	return -ENODATA;
}

int types_read(struct types *types, const void *file, size_t size)
{
	Elf *elf;
	int err;

	memset(types, 0, sizeof(*types));
	elf_version(EV_CURRENT);
	/* libelf does not write to what it only reads. */
	elf = elf_memory((char *)file, size);
	err = read_elf(types, elf);
	elf_end(elf);
	return err;
}

void types_free(struct types *types)
{
	free(types->list);
	free(types->data);
}

static const struct btf_type *type_by_id(const struct types *types, __u32 id)
{
	return id && id <= types->count ? types->list[id - 1] : NULL;
}

const struct btf_type *types_bare(const struct types *types, __u32 id)
{
	for (int i = 0; i < MODIFIERS_MAX; i++) {
		const struct btf_type *type = type_by_id(types, id);

		if (!type || !(btf_is_mod(type) || btf_is_typedef(type)))
			return type;
		id = type->type;
	}
	return NULL;
}

const char *types_name(const struct types *types, __u32 offset)
{
	return offset < types->names_len ? types->names + offset : "";
}

const struct btf_type *types_section(const struct types *types, const char *name)
{
	for (__u32 i = 0; i < types->count; i++)
		if (btf_is_datasec(types->list[i]) &&
		    !strcmp(types_name(types, types->list[i]->name_off), name))
			return types->list[i];
	return NULL;
}
