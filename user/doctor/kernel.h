/* SPDX-License-Identifier: GPL-2.0-only */
/* The checks of "hidbpf doctor" for the kernel and the module. Each prints a line. */
#ifndef DOCTOR_KERNEL_H
#define DOCTOR_KERNEL_H

#include <stdbool.h>

/* How the kernel supports HID-BPF. */
enum hid_bpf_support { NO_SUPPORT, NATIVE, BY_MODULE };

enum hid_bpf_support doctor_support(void);
/* Whether the kernel has the older HID-BPF of Linux 6.3 to 6.10, which other loaders may use. */
bool doctor_has_older(void);

void doctor_kernel(void);
void doctor_module(void);
void doctor_signature(void);
void doctor_lockdown(void);
void doctor_btf(void);

#endif
