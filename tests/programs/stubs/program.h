/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Included before each device program that is built for play.c: its ops get a name that play.c
 * knows.
 */
#include "hid_bpf.h"

#undef HID_BPF_OPS
#define HID_BPF_OPS(name) struct hid_bpf_ops program_ops
