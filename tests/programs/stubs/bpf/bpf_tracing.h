/* SPDX-License-Identifier: GPL-2.0-only */
/* Stands in for libbpf's header: here a program is a function that is called with its arguments. */
#ifndef __BPF_TRACING_H__
#define __BPF_TRACING_H__

#define BPF_PROG(name, args...) name(args)

#endif
