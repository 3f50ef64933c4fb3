/* SPDX-License-Identifier: GPL-2.0-only */
/* Which devices an object file matches. */
#ifndef OBJECT_MATCH_H
#define OBJECT_MATCH_H

#include "device/device.h"

#include <linux/types.h>
#include <stdbool.h>
#include <stddef.h>

/* One entry of an object's HID_BPF_CONFIG; 0 matches any. */
struct match {
	__u32 bus;
	__u32 group;
	__u32 vendor;
	__u32 product;
};

/*
 * Reads the matches of an object file from the BTF of its section .hid_bpf_config. Returns how many
 * there are, or -errno if it is not an object; the list is freed by the caller.
 */
int match_read(struct match **list, const char *path);
/* Does the same with the contents of a file, which need not be an object. */
int match_parse(struct match **list, const void *file, size_t size);
/* Whether a device matches an object file, or one of its entries. */
bool match_file(const char *path, const struct device_info *info);
bool match_device(const struct match *match, const struct device_info *info);
/* Whether an entry names devices with these IDs, on some bus; one for any vendor does not. */
bool match_ids(const struct match *match, __u32 vendor, __u32 product);
/* Writes an entry as a pattern for modaliases: b0003g*v0000046Dp0000C52B. */
void match_print(const struct match *match, char *text, size_t size);

#endif
