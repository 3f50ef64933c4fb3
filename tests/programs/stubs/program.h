/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Included before each device program that is built for play.c: gives its ops the name that play.c
 * expects, and prints the udev properties that it sets.
 */
#include "hid_bpf.h"
#include "hid_bpf_helpers.h"

#include <stdio.h>

#undef EXPORT_UDEV_PROP
#define EXPORT_UDEV_PROP(name, size) struct name

#undef UDEV_PROP_SPRINTF
#define UDEV_PROP_SPRINTF(name, format...) (printf("# udev property " #name "=" format), puts(""))

#undef HID_BPF_OPS
#define HID_BPF_OPS(name) struct hid_bpf_ops program_ops
