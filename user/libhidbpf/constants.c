// SPDX-License-Identifier: GPL-2.0-only
/*
 * Completes what an object says about its constants.
 *
 * Constants of 4, 8, 16 or 32 bytes can be in sections .rodata.cst4 and so on, but clang 14
 * describes them as variables of .rodata. libbpf computes the places of variables: it fails if
 * there is no .rodata, and otherwise the kernel finds that variables overlap. Places that are
 * filled in already, as linkers do, are not computed.
 */
#include "libhidbpf/btf.h"
#include "libhidbpf/elf.h"
#include "libhidbpf/file.h"

#include <gelf.h>
#include <string.h>

#define RODATA ".rodata"
#define MERGED RODATA ".cst"

struct sections {
	Elf *elf;
	Elf_Data *symbols;
	size_t symbol_names; /* index of the section with their names */
	size_t rodata; /* index; 0 if there is none */
	__u32 rodata_size;
	size_t btf; /* offset in the file */
	bool merged; /* there are constants outside .rodata */
};

static bool find_sections(struct sections *sections)
{
	Elf_Scn *section = NULL;
	GElf_Shdr header;
	size_t names;

	if (elf_getshdrstrndx(sections->elf, &names))
		return false;
	while ((section = elf_nextscn(sections->elf, section))) {
		const char *name;

		if (!gelf_getshdr(section, &header))
			return false;
		name = elf_strptr(sections->elf, names, header.sh_name) ?: "";
		if (header.sh_type == SHT_SYMTAB) {
			sections->symbols = elf_getdata(section, NULL);
			sections->symbol_names = header.sh_link;
		} else if (!strcmp(name, ".BTF") && header.sh_type == SHT_PROGBITS) {
			sections->btf = header.sh_offset;
		} else if (!strcmp(name, RODATA)) {
			sections->rodata = elf_ndxscn(section);
			sections->rodata_size = header.sh_size;
		} else if (!strncmp(name, MERGED, strlen(MERGED))) {
			sections->merged = true;
		}
	}
	return sections->merged && sections->symbols;
}

/* Whether a variable is in .rodata, and where. */
static bool find_place(const struct sections *sections, const char *name, __u32 *place)
{
	GElf_Sym symbol;

	for (int i = 0; sections->rodata && gelf_getsym(sections->symbols, i, &symbol); i++)
		if (symbol.st_shndx == sections->rodata &&
		    !strcmp(elf_strptr(sections->elf, sections->symbol_names, symbol.st_name) ?: "",
			    name)) {
			*place = symbol.st_value;
			return true;
		}
	return false;
}

/* Variables that are elsewhere follow those in .rodata; no program uses their places. */
static void fill_in(const struct sections *sections, const struct hidbpf_btf *btf,
		    const struct btf_type *type, char *file)
{
	const struct btf_var_secinfo *variable = btf_var_secinfos(type);
	__u32 end = sections->rodata_size, place;

	file += sections->btf;
	for (int i = 0; i < btf_vlen(type); i++, variable++) {
		const struct btf_type *named = hidbpf_btf_type(btf, variable->type);

		if (!named ||
		    !find_place(sections, hidbpf_btf_name(btf, named->name_off), &place)) {
			place = end;
			end += variable->size;
		}
		memcpy(file + ((const char *)&variable->offset - btf->data), &place, sizeof(place));
	}
	memcpy(file + ((const char *)&type->size - btf->data), &end, sizeof(end));
}

void hidbpf_elf_complete(void *file, size_t size)
{
	struct sections sections = { .elf = hidbpf_file_elf(file, size) };
	const struct btf_type *type;
	struct hidbpf_btf btf;

	if (!sections.elf)
		return;
	if (find_sections(&sections)) {
		type = hidbpf_btf_read_file(&btf, file, size) ? NULL :
								hidbpf_btf_section(&btf, RODATA);
		if (type && !type->size)
			fill_in(&sections, &btf, type, file);
		hidbpf_btf_free(&btf);
	}
	elf_end(sections.elf);
}
