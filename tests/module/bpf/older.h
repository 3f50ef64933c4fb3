/* SPDX-License-Identifier: GPL-2.0-only */
/* What older.c exchanges with its programs, which are for the HID-BPF of Linux 6.3 to 6.10. */
#ifndef TESTS_MODULE_OLDER_H
#define TESTS_MODULE_OLDER_H

#include <linux/types.h>

#define OLDER_DATA 64

/* The programs' only global variable. */
struct older {
	/* What the event program saw, and what it does. */
	__u32 events;
	__u32 type;
	__s32 size;
	__u32 second_byte;
	__u32 mark; /* second byte = second byte * 10 + mark */
	__s32 event_ret;
	/* The same of the fixup program. */
	__u32 fixups;
	__s32 rdesc_size;
	__u32 add_at3; /* added to the byte at offset 3 */
};

/* The argument of the syscall program. */
struct older_attach {
	__u32 hid_id;
	__s32 prog_fd;
	__s32 ret;
};

#endif
