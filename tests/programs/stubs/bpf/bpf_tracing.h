/* SPDX-License-Identifier: GPL-2.0-only */
/* Replaces libbpf's header: a program is an ordinary function with its arguments. */
#ifndef __BPF_TRACING_H__
#define __BPF_TRACING_H__

#define BPF_PROG(name, args...) name(args)

#endif
