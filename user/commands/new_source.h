/* SPDX-License-Identifier: GPL-2.0-only */
/* The source of a program template for one device. */
#ifndef COMMANDS_NEW_SOURCE_H
#define COMMANDS_NEW_SOURCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

/* The device it is for. */
struct new_source {
	const char *name; /* of the device, or "" */
	unsigned int bus;
	unsigned int group; /* 0 if it is unknown */
	unsigned int vendor;
	unsigned int product;
	const uint8_t *rdesc;
	size_t rdesc_size;
};

/* Whether the IDs of the device are known; in HID_BPF_CONFIG, 0 stands for any ID. */
bool new_source_has_ids(const struct new_source *source);
/* Writes the source. file is its name, ending in .c, for the commands in its first comment. */
void new_source_write(FILE *out, const struct new_source *source, const char *file);
/* Derives the file name that loaders expect: 0010-Vendor__Device.bpf.c. */
void new_source_name(const struct new_source *source, char *name, size_t size);

#endif
