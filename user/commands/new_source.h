/* SPDX-License-Identifier: GPL-2.0-only */
/* The source of a program to begin with, for one device. */
#ifndef SKELETON_H
#define SKELETON_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

/* What the program is for. */
struct skeleton {
	const char *name; /* of the device */
	unsigned int bus;
	unsigned int group; /* 0 if it is not known */
	unsigned int vendor;
	unsigned int product;
	const uint8_t *rdesc;
	size_t rdesc_size;
};

/* Writes the source; file is its name, which ends in .c, for the commands it explains. */
void skeleton_write(FILE *out, const struct skeleton *skeleton, const char *file);
/* Writes a file name as loaders expect it: 0010-Vendor__Device.bpf.c. */
void skeleton_name(const struct skeleton *skeleton, char *name, size_t size);

#endif
