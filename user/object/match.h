/* SPDX-License-Identifier: GPL-2.0-only */
/* Which devices an object file says it is for. */
#ifndef OBJECT_MATCH_H
#define OBJECT_MATCH_H

#include "device/device.h"

#include <linux/types.h>
#include <stdbool.h>
#include <stddef.h>

/* One line of an object's HID_BPF_CONFIG: the devices it is for; 0 stands for all. */
struct match {
	__u32 bus;
	__u32 group;
	__u32 vendor;
	__u32 product;
};

/*
 * What an object says it is for, in the BTF of its section .hid_bpf_config; to be freed. Returns
 * how many there are, 0 if it says nothing, or -errno if it is no object.
 */
int match_read(struct match **list, const char *path);
/* Likewise from the file's contents, which may be anything. */
int match_parse(struct match **list, const void *file, size_t size);
/* Whether an object says that it is for a device. */
bool match_file(const char *path, const struct device_info *info);
bool match_device(const struct match *match, const struct device_info *info);
/* Writes it as a pattern for the modalias: b0003g*v0000046Dp0000C52B. */
void match_print(const struct match *match, char *text, size_t size);

#endif
