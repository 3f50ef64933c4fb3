/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Reads the BTF of an object file, of the kernel or of a module: its types, as <bpf/btf.h> declares
 * them.
 *
 * libbpf's own reader checks and copies far more and takes several times as long, which counts when
 * a device is plugged in: then every installed object may be read. For a module it reads the types
 * of the kernel as well. The inline functions of <bpf/btf.h> work on these types as well.
 */
#ifndef LIBHIDBPF_BTF_H
#define LIBHIDBPF_BTF_H

#include <bpf/btf.h>
#include <libelf.h>
#include <stddef.h>

struct hidbpf_btf {
	size_t section; /* its index in the file */
	char *data; /* a copy of the section, in this machine's byte order */
	const struct btf_type **types; /* by ID - 1: "void" is not stored */
	__u32 count;
	const char *names;
	__u32 names_len;
	char *kernel_names; /* of a module: its own names follow those of the kernel */
	__u32 kernel_names_len;
};

/*
 * Reads the BTF of an open object, which may be damaged in any way and of either byte order. It
 * does not depend on the ELF handle afterwards. Returns 0, -ENODATA if the object has no BTF,
 * -EINVAL if it is damaged, or -ENOMEM. The caller calls hidbpf_btf_free() in any case.
 */
int hidbpf_btf_read(struct hidbpf_btf *btf, Elf *elf);
/* The same for a file's contents. -EINVAL also if it is not an object for this machine. */
int hidbpf_btf_read_file(struct hidbpf_btf *btf, const void *file, size_t size);
/*
 * Reads BTF that the kernel holds, by a descriptor of it. That of a module has only its own types,
 * and hidbpf_btf_type() does not find them by their IDs, which follow those of the kernel's types.
 * Returns 0 or -errno; the caller calls hidbpf_btf_free() in any case.
 */
int hidbpf_btf_read_kernel(struct hidbpf_btf *btf, int fd);
void hidbpf_btf_free(struct hidbpf_btf *btf);

/* A type by its ID; NULL for "void", and if there is no such type. */
const struct btf_type *hidbpf_btf_type(const struct hidbpf_btf *btf, __u32 id);
/* The same without typedefs and qualifiers. */
const struct btf_type *hidbpf_btf_bare_type(const struct hidbpf_btf *btf, __u32 id);
/* The name at an offset; "" if the offset is invalid. */
const char *hidbpf_btf_name(const struct hidbpf_btf *btf, __u32 offset);
/* The index in btf->types of the first struct of this name; -1 if there is none. */
int hidbpf_btf_find_struct(const struct hidbpf_btf *btf, const char *name);
/* The member of a struct by name; NULL if there is none. */
const struct btf_member *hidbpf_btf_find_member(const struct hidbpf_btf *btf,
						const struct btf_type *type, const char *name);
/* The variables of a section (BTF_KIND_DATASEC); NULL if the BTF does not describe it. */
const struct btf_type *hidbpf_btf_section(const struct hidbpf_btf *btf, const char *name);

#endif
