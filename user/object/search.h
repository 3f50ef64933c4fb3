/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The object files on the search path.
 *
 * They are named as for udev-hid-bpf: NNNN-Vendor__Device.bpf.o. The part after the number is the
 * stem. Of objects with the same stem, the one with the highest number that accepts a device is
 * attached to it.
 */
#ifndef OBJECT_SEARCH_H
#define OBJECT_SEARCH_H

#include "device/device.h"

#include <linux/types.h>
#include <stdbool.h>

/* Entries of OBJECT in the help of commands, each a struct command_word. */
#define OBJECT_HELP                                                                       \
	{                                                                                 \
		"OBJECT", "an object file, or the name of an installed object, with or\n" \
			  "without its number and suffix: Vendor__Device; without the\n"  \
			  "number, the highest one is used"                               \
	}
#define ATTACHED_OBJECT_HELP                                                                \
	{                                                                                   \
		"OBJECT", "an attached object: its file, or its name with or without its\n" \
			  "number and suffix: Vendor__Device"                               \
	}

/*
 * The directories of the search path; Debian's udev-hid-bpf installs its objects in the last one.
 */
#define SEARCH_ETC "/etc/hid-bpf"
#define SEARCH_LOCAL "/usr/local/lib/firmware/hid/bpf"
#define SEARCH_SYSTEM "/usr/lib/firmware/hid/bpf"
#define SEARCH_UDEV_HID_BPF "/usr/lib/" MULTIARCH "/bpf"
#define SEARCH_PATH_HELP \
	"  " SEARCH_ETC "\n  " SEARCH_LOCAL "\n  " SEARCH_SYSTEM "\n  " SEARCH_UDEV_HID_BPF "\n"

/* In the order they are searched, up to NULL. */
extern const char *const search_path[];

/* What tells a version of a file from all others, as long as files are not changed at once. */
struct file_identity {
	__u64 device;
	__u64 inode;
	__u64 size;
	__s64 seconds; /* of the last change, to the data or anything else */
	__s64 nanoseconds;
};

struct object_file {
	char *path;
	const char *name; /* part of path, after the last slash */
	const char *stem; /* part of name, after the number */
	unsigned long number; /* 0 if it has none */
	struct file_identity identity; /* when it was listed */
};

/*
 * Lists all object files on the search path, in no order. A file hides files of the same name in
 * later directories. Returns how many there are, or -errno; the list is freed by search_free().
 */
int search_list(struct object_file **list);
/* Sorts a list by stem and number, highest number first. */
void search_sort(struct object_file *list, int count);
/* Identifies a file, by its path from an open directory or AT_FDCWD; false if there is none. */
bool search_identify(struct file_identity *identity, int dir, const char *path);
void search_free(struct object_file *list, int count);
/* Whether a list has a file of this name. */
bool search_has(const struct object_file *list, int count, const char *name);
/* Whether two files are versions of one object: their stems differ at most in case. */
bool search_same_stem(const struct object_file *a, const struct object_file *b);
/*
 * Finds the object that a user names, a file or one on the search path, and writes its path. DONE,
 * or BAD_OBJECT with a message.
 */
int search_find(char *path, size_t size, const char *name);

#endif
