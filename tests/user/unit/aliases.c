// SPDX-License-Identifier: GPL-2.0-only
/*
 * Makes an object file refer to the module's aliases, and prints the names of its types and
 * symbols.
 *
 * usage: aliases FILE    exit status 1 if libbpf cannot open the result; first, the struct "shared"
 *                        gets the end of another's name, as some linkers do
 *        aliases TEXT -  prints a text with names in place of aliases
 */
#include "libhidbpf/aliases.h"
#include "libhidbpf/btf.h"
#include "libhidbpf/error.h"
#include "libhidbpf/file.h"
#include "libhidbpf/libhidbpf.h"

#include <gelf.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Finds the place of a section in a file. */
static size_t section_offset(const char *file, size_t size, size_t index)
{
	Elf *elf = hidbpf_file_elf(file, size);
	GElf_Shdr header;

	gelf_getshdr(elf_getscn(elf, index), &header);
	elf_end(elf);
	return header.sh_offset;
}

static const struct btf_type *find_type(const struct hidbpf_btf *btf, const char *name)
{
	for (__u32 i = 0; i < btf->count; i++)
		if (!strcmp(hidbpf_btf_name(btf, btf->types[i]->name_off), name))
			return btf->types[i];
	return NULL;
}

static void share_end(char *file, size_t size)
{
	const struct btf_type *shared, *other;
	struct hidbpf_btf btf;

	if (hidbpf_btf_read_file(&btf, file, size))
		exit(1);
	shared = find_type(&btf, "shared");
	other = find_type(&btf, "my_hid_bpf_ctx");
	if (shared && other) {
		__u32 name = other->name_off + strlen("my_");

		file += section_offset(file, size, btf.section);
		memcpy(file + ((const char *)&shared->name_off - btf.data), &name, sizeof(name));
	}
	hidbpf_btf_free(&btf);
}

static const char *kind(const struct btf_type *type)
{
	if (btf_is_func(type))
		return btf_vlen(type) == BTF_FUNC_EXTERN ? "extern func" : "func";
	if (btf_is_var(type))
		return btf_var(type)->linkage == BTF_VAR_GLOBAL_EXTERN ? "extern var" : "var";
	return btf_is_typedef(type) ? "typedef" : btf_is_fwd(type) ? "fwd" : "type";
}

static void print_types(const char *file, size_t size)
{
	struct hidbpf_btf btf;

	if (hidbpf_btf_read_file(&btf, file, size))
		exit(1);
	for (__u32 i = 0; i < btf.count; i++)
		printf("%s %s\n", kind(btf.types[i]),
		       hidbpf_btf_name(&btf, btf.types[i]->name_off));
	hidbpf_btf_free(&btf);
}

static void print_symbols(const char *file, size_t size)
{
	Elf *elf = hidbpf_file_elf(file, size);
	Elf_Scn *section = NULL;
	GElf_Shdr header;
	GElf_Sym symbol;

	while ((section = elf_nextscn(elf, section))) {
		gelf_getshdr(section, &header);
		for (int i = 1; header.sh_type == SHT_SYMTAB &&
				gelf_getsym(elf_getdata(section, NULL), i, &symbol);
		     i++)
			printf("%s symbol %s\n",
			       symbol.st_shndx == SHN_UNDEF ? "undefined" : "defined",
			       elf_strptr(elf, header.sh_link, symbol.st_name));
	}
	elf_end(elf);
}

static int use_aliases(const char *path)
{
	LIBBPF_OPTS(bpf_object_open_opts, opts, .object_name = "object");
	struct bpf_object *object = NULL;
	char *file;
	size_t size;
	int err;

	err = hidbpf_file_read(path, &file, &size);
	if (!err) {
		share_end(file, size);
		err = hidbpf_aliases_use(&file, &size);
	}
	if (!err)
		object = bpf_object__open_mem(file, size, &opts);
	if (object) {
		print_types(file, size);
		print_symbols(file, size);
	}
	if (err)
		fprintf(stderr, "%s\n", hidbpf_error());
	bpf_object__close(object);
	free(file);
	return object ? 0 : 1;
}

int main(int argc, char **argv)
{
	if (argc == 2)
		return use_aliases(argv[1]);
	if (argc != 3)
		return 2;
	hidbpf_aliases_restore(argv[1]);
	puts(argv[1]);
	return 0;
}
