/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * A report descriptor in the form that programs see in their variable HID_REPORT_DESCRIPTOR. Its
 * type, which udev-hid-bpf defined, is in bpf/include/hid_report_descriptor_helpers.h.
 */
#ifndef RDESC_PACKED_H
#define RDESC_PACKED_H

#include "rdesc/rdesc.h"

/* The name of the type and its size in bytes. */
#define RDESC_PACKED_TYPE "hid_rdesc_descriptor"
#define RDESC_PACKED_SIZE 556227

/* Fills RDESC_PACKED_SIZE bytes. Reports, fields and collections beyond its limits are left out. */
void rdesc_pack(void *memory, const struct rdesc *rdesc);

#endif
