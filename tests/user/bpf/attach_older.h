/* SPDX-License-Identifier: GPL-2.0-only */
/* The argument of the program in attach_older.bpf.c. */
#ifndef ATTACH_OLDER_H
#define ATTACH_OLDER_H

struct attach_older {
	int prog_fd;
	unsigned int hid_id;
	int link; /* out: a file descriptor, or -errno */
};

#endif
