/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The object files of the system: where they are, and which devices they are for.
 *
 * Names are as udev-hid-bpf has them: NNNN-Vendor__Device.bpf.o. What follows the number is the
 * stem; of objects with one stem, the one with the highest number that takes a device serves it.
 */
#ifndef SEARCH_H
#define SEARCH_H

#include "device/device.h"

#include <stdbool.h>

/* Entries of OBJECT in the help of commands, each a struct command_word: a file, and what is attached. */
#define OBJECT_HELP                                                                           \
	{                                                                                     \
		"OBJECT", "an object file, or the name of an installed one with or without\n" \
			  "its number and suffix: Vendor__Device"                             \
	}
#define ATTACHED_OBJECT_HELP                                                                \
	{                                                                                   \
		"OBJECT", "an attached object: its file, or its name with or without its\n" \
			  "number and suffix: Vendor__Device"                               \
	}

/* The directories of the search path; the last is where Debian's udev-hid-bpf has its objects. */
#define SEARCH_ETC "/etc/hid-bpf"
#define SEARCH_LOCAL "/usr/local/lib/firmware/hid/bpf"
#define SEARCH_SYSTEM "/usr/lib/firmware/hid/bpf"
#define SEARCH_UDEV_HID_BPF "/usr/lib/" MULTIARCH "/bpf"
#define SEARCH_PATH_HELP \
	"  " SEARCH_ETC "\n  " SEARCH_LOCAL "\n  " SEARCH_SYSTEM "\n  " SEARCH_UDEV_HID_BPF "\n"

/* In their order, NULL at the end. */
extern const char *const search_path[];

struct object_file {
	char *path;
	const char *name; /* in path, behind the last slash */
	const char *stem; /* in name, behind the number */
	unsigned long number; /* 0 if it has none */
};

/*
 * All object files of the search path, by stem and number, highest number first. A name in an
 * earlier directory hides the same name in a later one. Returns their number, or -errno.
 */
int search_list(struct object_file **list);
void search_free(struct object_file *list, int count);
/* Whether two of them stand for one another: stems differ at most in case. */
bool search_same_stem(const struct object_file *a, const struct object_file *b);
/*
 * Finds the object a user names: a file as it is, or on the search path. DONE, or BAD_OBJECT with a
 * message.
 */
int search_find(char *path, size_t size, const char *name);

#endif
