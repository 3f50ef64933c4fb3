/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Programs for the kernel's older HID-BPF, that of Linux 6.3 to 6.10, which other loaders attach.
 * The module counts them. Those that are pinned as udev-hid-bpf and hidbpf pin objects, see
 * place.h, are known by name.
 */
#ifndef ATTACHMENT_OLDER_H
#define ATTACHMENT_OLDER_H

#include "device/device.h"

#include <stdbool.h>

/* A pinned program. */
struct older_program {
	char object[128]; /* as "hidbpf detach" takes it */
	char name[128]; /* of the pin */
	char hook[32]; /* hid_bpf_device_event or hid_bpf_rdesc_fixup; "" if it is not known */
	__u32 id;
};

/* The programs on a device. */
struct older_programs {
	unsigned int events, fixups; /* how many there are for each hook */
	struct older_program *pinned;
	int pinned_count;
};

/*
 * Reads the programs on a device, which are freed by the caller. Without the module, or privileges
 * to use it, there are none.
 */
void older_read(struct older_programs *older, const struct device *device);
void older_free(struct older_programs *older);

/*
 * Describes how many there are: "2 programs for the kernel's older HID-BPF (1 for events, 1 for the
 * report descriptor)". NULL if there are none. Valid until the next call.
 */
const char *older_count(const struct older_programs *older);
/* The same for the programs on a device. */
const char *older_count_on(const struct device *device);
/* Whether any of them is for the report descriptor of the device. */
bool older_changes_rdesc(const struct device *device);

#endif
