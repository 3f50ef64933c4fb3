/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Names that the module gives to types and functions because the kernel has others of the same
 * name: HID_BPF_COMPAT_ALIASES in the module's header.
 */
#ifndef LIBHIDBPF_ALIASES_H
#define LIBHIDBPF_ALIASES_H

#include <stddef.h>

/*
 * Makes the contents of a file that hidbpf_elf_read() accepted refer to the module's aliases: its
 * types, and the functions that it declares. What it defines keeps its name. Replaces *file, which
 * must have been allocated, by longer contents. Returns 0, or -ENOMEM or -EINVAL with
 * hidbpf_error(); then *file is as it was. In either case the caller frees *file.
 */
int hidbpf_aliases_use(char **file, size_t *size);

/* Replaces the aliases in a text by what users call these types and functions. */
void hidbpf_aliases_restore(char *text);

#endif
