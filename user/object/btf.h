/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The types of an object file, its BTF, for who only wants to look: for each device that is plugged in
 * all installed objects are looked at, and libbpf takes several times as long to check and to copy each.
 *
 * The file may be anything: what is not as it has to be is an error. Types are as <bpf/btf.h> has them,
 * and its inline functions for them may be used.
 */
#ifndef TYPES_H
#define TYPES_H

#include <bpf/btf.h>
#include <stddef.h>

struct types {
	char *data; /* of the section, which the rest points into */
	const struct btf_type **list; /* by id - 1; "void" is not in it */
	__u32 count;
	const char *names;
	__u32 names_len;
};

/*
 * Reads the types of a file's contents: 0; -ENODATA if it has none; -EINVAL if it is no BPF object of
 * this machine, or damaged; or -ENOMEM. To be freed in any case.
 */
int types_read(struct types *types, const void *file, size_t size);
void types_free(struct types *types);

/* A type without typedefs and qualifiers; NULL for "void" or if there is no such type. */
const struct btf_type *types_bare(const struct types *types, __u32 id);
/* A name in the file; "" if there is none. */
const char *types_name(const struct types *types, __u32 offset);
/* What is in a section of the file; NULL if there is no such section. */
const struct btf_type *types_section(const struct types *types, const char *name);

#endif
