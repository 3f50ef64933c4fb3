/* SPDX-License-Identifier: GPL-2.0-only */
/* What an object says about the devices that it is for. */
#ifndef OBJECT_DESCRIPTION_H
#define OBJECT_DESCRIPTION_H

#include <stddef.h>

/* The texts of HID_BPF_INFO() in the object's source; NULL if it has none of this kind. */
struct description {
	char *devices; /* one name per line */
	char *problem;
	char *effect;
	char *note;
	char *fixed;
};

/*
 * Reads the description of an object file from its section .hid_bpf_info: 0, or -errno if it is not
 * an object. An object without that section has no texts. The caller calls description_free() in
 * any case.
 */
int description_read(struct description *description, const char *path);
/* Does the same with the contents of a file, which need not be an object. */
int description_parse(struct description *description, const void *file, size_t size);
void description_free(struct description *description);

#endif
