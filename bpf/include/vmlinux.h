/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Stands in for the vmlinux.h that bpftool makes from a kernel's types, as far as HID-BPF programs use
 * it: sources that include one build without bpftool and without a kernel that has HID-BPF.
 *
 * A real vmlinux.h that is found before this one works with the other headers here, too.
 */
#ifndef HID_BPF_VMLINUX_H
#define HID_BPF_VMLINUX_H

#include "hid_bpf.h"

#ifndef __VMLINUX_H__

typedef __SIZE_TYPE__ size_t;

/* As <stdbool.h> and <stddef.h> have them, which not every clang brings along for BPF. */
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

/* Part of a map's value: work that may sleep. Known to the verifier by its name and size. */
struct bpf_wq {
	__u64 opaque[2];
} __attribute__((aligned(8)));

#endif /* __VMLINUX_H__ */

#endif /* HID_BPF_VMLINUX_H */
