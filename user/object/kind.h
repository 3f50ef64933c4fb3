/* SPDX-License-Identifier: GPL-2.0-only */
/* What an object consists of, and so what can be done with it. */
#ifndef OBJECT_KIND_H
#define OBJECT_KIND_H

#include "device/device.h"
#include "libhidbpf/libhidbpf.h"

#include <stdbool.h>

enum object_kind {
	KIND_PROGRAMS, /* has struct hid_bpf_ops */
	KIND_PROPERTIES, /* has a probe program instead, which sets udev properties */
	KIND_OLDER_API, /* has programs for HID-BPF before Linux 6.11, which cannot be attached */
	KIND_OTHER, /* has nothing to do with HID-BPF */
};

enum object_kind object_kind(struct hidbpf_object *object);

/* The probe program of an open object; NULL if it has none. */
struct bpf_program *kind_probe(const struct hidbpf_object *object);
/*
 * The name of the udev property that a map holds: NAME of EXPORT_UDEV_PROP, as udev-hid-bpf defines
 * it; NULL for other maps.
 */
const char *kind_property(const struct bpf_map *map);
/* The hook of HID-BPF before Linux 6.11 that a program is for; NULL for other programs. */
const char *kind_older_hook(const struct bpf_program *program);

/*
 * Whether automatic loading considers an object file for a device: the file matches the device and
 * is not for the older API. Errors in the file do not count: attaching reports them.
 */
bool kind_is_candidate(const char *path, const struct device_info *info);

#endif
