/* SPDX-License-Identifier: GPL-2.0-only */
/* Object files: their contents, and those as ELF. */
#ifndef LIBHIDBPF_FILE_H
#define LIBHIDBPF_FILE_H

#include <libelf.h>
#include <stddef.h>

#ifndef EM_BPF
#define EM_BPF 247
#endif

/* Reads a file. Returns 0 or -errno; the caller frees *data in either case. */
int hidbpf_file_read(const char *path, char **data, size_t *size);

/*
 * Opens a file's contents, which may be anything, as a BPF object of either byte order. Nothing is
 * written to them. Returns a handle for elf_end(), or NULL; hidbpf_error() then says why. The
 * contents must outlive the handle.
 */
Elf *hidbpf_file_elf(const void *data, size_t size);
/* The contents of the first section of this name, as they are; NULL if there is none. */
Elf_Data *hidbpf_file_section(Elf *elf, const char *name);

#endif
