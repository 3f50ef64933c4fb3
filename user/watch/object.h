/* SPDX-License-Identifier: GPL-2.0-only */
/* The compiled watch.bpf.c, as an ELF file in memory. */
#ifndef WATCH_OBJECT_H
#define WATCH_OBJECT_H

extern const char watch_object[];
extern const char watch_object_end[];

#endif
