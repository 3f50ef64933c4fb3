// SPDX-License-Identifier: GPL-2.0-only
/*
 * Resolves the BTF IDs of a kernel module, for kernels whose headers do not include resolve_btfids.
 *
 * usage: resolve-btfids BASE MODULE
 *   BASE    the kernel's BTF
 *   MODULE  a module with BTF based on it; changed in place
 *
 * For each type that code refers to, <linux/btf_ids.h> reserves a zeroed 32-bit slot in section
 * .BTF_ids, with the symbol __BTF_ID__<kind>__<name>__<number>. A set begins with a slot for the
 * number of its members, at __BTF_ID__set8__<name>. Its members, each an ID and flags, must be
 * sorted by ID (see tools/bpf/resolve_btfids and include/linux/btf_ids.h in Linux 6.1).
 */

#include <errno.h>
#include <fcntl.h>
#include <gelf.h>
#include <libelf.h>
#include <linux/btf.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <bpf/btf.h>

#define PREFIX "__BTF_ID__"
#define SET8 "set8__"

struct module {
	const char *path;
	const struct btf *btf;
	Elf *elf;
	Elf_Data *ids;
	size_t ids_index;
	Elf_Data *symbols;
	size_t nr_symbols;
	size_t strings_index;
};

struct pair {
	unsigned int id;
	unsigned int flags;
};

static const struct {
	const char *name;
	unsigned int kind;
} kinds[] = {
	{ "struct__", BTF_KIND_STRUCT },
	{ "union__", BTF_KIND_UNION },
	{ "typedef__", BTF_KIND_TYPEDEF },
	{ "func__", BTF_KIND_FUNC },
};

static bool find_sections(struct module *m)
{
	Elf_Scn *scn = NULL;
	size_t names;
	GElf_Shdr sh;

	if (elf_getshdrstrndx(m->elf, &names))
		return false;
	while ((scn = elf_nextscn(m->elf, scn))) {
		if (!gelf_getshdr(scn, &sh))
			return false;
		if (sh.sh_type == SHT_SYMTAB) {
			m->symbols = elf_getdata(scn, NULL);
			m->nr_symbols = sh.sh_entsize ? sh.sh_size / sh.sh_entsize : 0;
			m->strings_index = sh.sh_link;
		} else if (!strcmp(elf_strptr(m->elf, names, sh.sh_name) ?: "", ".BTF_ids")) {
			m->ids = elf_getdata(scn, NULL);
			m->ids_index = elf_ndxscn(scn);
		}
	}
	return m->symbols && m->ids;
}

/* The name of symbol @i without PREFIX, or NULL if it is not for @size bytes of .BTF_ids. */
static const char *ids_symbol(const struct module *m, size_t i, GElf_Sym *sym, size_t size)
{
	const char *name;

	if (!gelf_getsym(m->symbols, i, sym) || sym->st_shndx != m->ids_index)
		return NULL;
	name = elf_strptr(m->elf, m->strings_index, sym->st_name);
	if (!name || strncmp(name, PREFIX, strlen(PREFIX)) || sym->st_value + size > m->ids->d_size)
		return NULL;
	return name + strlen(PREFIX);
}

/* The ID of "<kind>__<name>__<number>", or a negative errno. */
static int find_id(const struct module *m, const char *symbol)
{
	char name[256];
	size_t i, len;
	char *number;

	for (i = 0; i < sizeof(kinds) / sizeof(*kinds); i++) {
		len = strlen(kinds[i].name);
		if (strncmp(symbol, kinds[i].name, len))
			continue;
		snprintf(name, sizeof(name), "%s", symbol + len);
		number = strrchr(name, '_');
		if (!number || number == name || number[-1] != '_')
			return -EINVAL;
		number[-1] = '\0';
		return btf__find_by_name_kind(m->btf, name, kinds[i].kind);
	}
	return -EINVAL;
}

static bool resolve_ids(struct module *m)
{
	const char *symbol;
	GElf_Sym sym;
	size_t i;
	int id;

	for (i = 0; i < m->nr_symbols; i++) {
		symbol = ids_symbol(m, i, &sym, sizeof(unsigned int));
		if (!symbol || !strncmp(symbol, SET8, strlen(SET8)))
			continue;
		id = find_id(m, symbol);
		if (id <= 0) {
			fprintf(stderr, "resolve-btfids: %s: cannot find the type of %s%s\n",
				m->path, PREFIX, symbol);
			return false;
		}
		memcpy((char *)m->ids->d_buf + sym.st_value, &id, sizeof(id));
	}
	return true;
}

static int compare_pairs(const void *a, const void *b)
{
	const struct pair *x = a, *y = b;

	return (x->id > y->id) - (x->id < y->id);
}

static void finish_sets(struct module *m)
{
	struct pair *set;
	unsigned int n;
	GElf_Sym sym;
	size_t i;

	for (i = 0; i < m->nr_symbols; i++) {
		const char *symbol = ids_symbol(m, i, &sym, sizeof(*set));

		if (!symbol || strncmp(symbol, SET8, strlen(SET8)) || sym.st_size < sizeof(*set) ||
		    sym.st_value + sym.st_size > m->ids->d_size)
			continue;
		/* The first pair is the number of the others and the flags of the set. */
		set = (struct pair *)((char *)m->ids->d_buf + sym.st_value);
		n = sym.st_size / sizeof(*set) - 1;
		set->id = n;
		qsort(set + 1, n, sizeof(*set), compare_pairs);
	}
}

static int resolve(const char *path, const struct btf *btf)
{
	struct module m = { .path = path, .btf = btf };
	int ret = EXIT_FAILURE;
	int fd;

	fd = open(path, O_RDWR | O_CLOEXEC);
	if (fd < 0) {
		fprintf(stderr, "resolve-btfids: %s: %s\n", path, strerror(errno));
		return ret;
	}
	m.elf = elf_begin(fd, ELF_C_RDWR_MMAP, NULL);
	if (!m.elf || !find_sections(&m)) {
		fprintf(stderr, "resolve-btfids: %s: not a module with a section .BTF_ids\n", path);
		goto out;
	}
	if (!resolve_ids(&m))
		goto out;
	finish_sets(&m);

	elf_flagdata(m.ids, ELF_C_SET, ELF_F_DIRTY);
	elf_flagelf(m.elf, ELF_C_SET, ELF_F_LAYOUT);
	if (elf_update(m.elf, ELF_C_WRITE) < 0)
		fprintf(stderr, "resolve-btfids: %s: %s\n", path, elf_errmsg(-1));
	else
		ret = EXIT_SUCCESS;
out:
	elf_end(m.elf);
	close(fd);
	return ret;
}

int main(int argc, char **argv)
{
	struct btf *base = NULL, *btf = NULL;
	int ret = EXIT_FAILURE;

	if (argc != 3) {
		fprintf(stderr, "usage: resolve-btfids BASE MODULE\n");
		return ret;
	}
	elf_version(EV_CURRENT);
	base = btf__parse(argv[1], NULL);
	if (base)
		btf = btf__parse_split(argv[2], base);
	if (btf)
		ret = resolve(argv[2], btf);
	else
		fprintf(stderr, "resolve-btfids: %s: cannot read BTF: %s\n", argv[base ? 2 : 1],
			strerror(errno));
	btf__free(btf);
	btf__free(base);
	return ret;
}
