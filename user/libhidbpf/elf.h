/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Reads the hid_bpf_ops of a BPF object file, without a kernel that knows them.
 *
 * They are found by the sections .struct_ops.link and .struct_ops (or ?.struct_ops...), their
 * relocations, and the object's own BTF, which says where the members are. The file may be
 * anything: whatever is not as it must be is an error.
 */
#ifndef LIBHIDBPF_ELF_H
#define LIBHIDBPF_ELF_H

#include <stdbool.h>
#include <stddef.h>

/* A file with more ops, or more hooks in one ops, is taken for damaged. */
#define HIDBPF_ELF_OPS_MAX 1024
#define HIDBPF_ELF_HOOKS_MAX 16

/* A hook and its program, by name. */
struct hidbpf_elf_hook {
	char *member;
	char *program;
};

/* One struct hid_bpf_ops of the file. */
struct hidbpf_elf_ops {
	char *name;
	bool link; /* in .struct_ops.link: can be kept attached */
	bool optional; /* its section's name begins with "?": loaded only on request */
	bool has_flags; /* the struct has the member flags */
	int hid_id;
	unsigned int flags;
	size_t hid_id_offset; /* their places in the struct */
	size_t flags_offset;
	size_t hooks_count;
	struct hidbpf_elf_hook hooks[HIDBPF_ELF_HOOKS_MAX];
};

struct hidbpf_elf_list {
	size_t count;
	struct hidbpf_elf_ops *ops;
};

/*
 * Reads the ops of a file's contents, in the order of the file's BTF. A file without ops gives an
 * empty list. Returns 0, or -errno with hidbpf_error(). The caller calls hidbpf_elf_free() in any
 * case.
 */
int hidbpf_elf_read(struct hidbpf_elf_list *list, const void *file, size_t size);
void hidbpf_elf_free(struct hidbpf_elf_list *list);

/*
 * Changes the contents of a file that hidbpf_elf_read() accepted, so that libbpf can open it in
 * spite of how clang 14 describes small constants. Other files remain as they are.
 */
void hidbpf_elf_complete(void *file, size_t size);

/*
 * Changes the contents of a file that hidbpf_elf_read() accepted, so that libbpf ignores the ops
 * and keeps the rest. Otherwise libbpf would look for their type in the kernel; newer versions do
 * so even for maps they are told not to create.
 */
void hidbpf_elf_hide(void *file, size_t size);

#endif
