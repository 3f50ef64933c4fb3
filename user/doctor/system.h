/* SPDX-License-Identifier: GPL-2.0-only */
/* The checks of "hidbpf doctor" for the rest of the system. Each prints a line. */
#ifndef DOCTOR_SYSTEM_H
#define DOCTOR_SYSTEM_H

void doctor_bpffs(void);
void doctor_libbpf(void);
void doctor_clang(void);
void doctor_udev(void);

#endif
