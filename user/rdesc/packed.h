/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * A report descriptor as programs get it in their variable HID_REPORT_DESCRIPTOR, whose type is in
 * bpf/include/hid_report_descriptor_helpers.h and has the layout that udev-hid-bpf gives it.
 */
#ifndef RDESC_PACKED_H
#define RDESC_PACKED_H

#include "rdesc/rdesc.h"

/* The name of the type, and how much room it takes. */
#define RDESC_PACKED_TYPE "hid_rdesc_descriptor"
#define RDESC_PACKED_SIZE 556227

/* Fills that much memory; what there is no room for is left out. */
void rdesc_pack(void *memory, const struct rdesc *rdesc);

#endif
