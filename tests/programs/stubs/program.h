/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Included before each device program that is built for play.c, to give its ops the name that
 * play.c expects.
 */
#include "hid_bpf.h"

#undef HID_BPF_OPS
#define HID_BPF_OPS(name) struct hid_bpf_ops program_ops
