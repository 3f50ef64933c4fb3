/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Replaces the vmlinux.h that bpftool generates from a kernel's types, with those that HID-BPF
 * programs use. Programs that include it build without bpftool and without a kernel with HID-BPF.
 *
 * If a generated vmlinux.h is found before this one, it works with the other headers as well.
 */
#ifndef HID_BPF_VMLINUX_H
#define HID_BPF_VMLINUX_H

#include "hid_bpf.h"

#ifndef __VMLINUX_H__

typedef __SIZE_TYPE__ size_t;

/* As in <stdbool.h> and <stddef.h>, which are missing for BPF with some versions of clang. */
#ifndef __bool_true_false_are_defined
#define bool _Bool
#define true 1
#define false 0
#define __bool_true_false_are_defined 1
#endif

#ifndef NULL
#define NULL ((void *)0)
#endif

typedef __s8 s8;
typedef __u8 u8;
typedef __s16 s16;
typedef __u16 u16;
typedef __s32 s32;
typedef __u32 u32;
typedef __s64 s64;
typedef __u64 u64;

typedef s8 int8_t;
typedef u8 uint8_t;
typedef s16 int16_t;
typedef u16 uint16_t;
typedef s32 int32_t;
typedef u32 uint32_t;

/* Work that may sleep, as part of a map's value. The verifier knows it by its name and size. */
struct bpf_wq {
	__u64 opaque[2];
} __attribute__((aligned(8)));

#endif /* __VMLINUX_H__ */

#endif /* HID_BPF_VMLINUX_H */
