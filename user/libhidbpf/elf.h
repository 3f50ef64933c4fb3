/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Reads the hid_bpf_ops out of a BPF object file, without a kernel that knows them.
 *
 * Looks at the sections .struct_ops.link and .struct_ops (and ?.struct_ops...), their relocations,
 * and the object's own BTF, which says where the members are. The file may be anything: what is not
 * as it has to be is an error.
 */
#ifndef OPS_ELF_H
#define OPS_ELF_H

#include <stdbool.h>
#include <stddef.h>

/* More ops, or more hooks in one, are taken for a damaged file. */
#define ELF_OPS_MAX 1024
#define ELF_OPS_HOOKS_MAX 16

/* A hook and the program in it. */
struct elf_ops_hook {
	char *member;
	char *program;
};

/* One struct hid_bpf_ops of the file. */
struct elf_ops {
	char *name;
	bool link; /* of .struct_ops.link: can be kept attached */
	bool optional; /* its section's name begins with "?": not to be loaded unless asked for */
	int hid_id;
	unsigned int flags;
	size_t hid_id_offset; /* where in the struct they are */
	size_t flags_offset;
	size_t hooks_count;
	struct elf_ops_hook hooks[ELF_OPS_HOOKS_MAX];
};

struct elf_ops_list {
	size_t count;
	struct elf_ops *ops;
	char error[256]; /* what is wrong with the file, when reading fails */
};

/*
 * Reads the ops of a file's contents, in the order of the file's BTF. None is no error. Returns 0,
 * or
 * -errno with list->error; the list is to be freed in any case.
 */
int hidbpf_elf_read(struct elf_ops_list *list, const void *file, size_t size);
void hidbpf_elf_free(struct elf_ops_list *list);

/*
 * Changes a file that hidbpf_elf_read() has read, so that libbpf passes over the ops and keeps the
 * rest. Left alone, it would look for their type in the kernel, since some version even if told not
 * to.
 */
void hidbpf_elf_hide(void *file, size_t size);

#endif
