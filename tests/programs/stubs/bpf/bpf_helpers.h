/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Replaces libbpf's header of this name, so that a device program can be built into an ordinary
 * one. play.c has the functions. Sections are ignored.
 */
#ifndef __BPF_HELPERS__
#define __BPF_HELPERS__

#define SEC(name) __attribute__((section(name), used))
#define __ksym
#define __weak __attribute__((weak))
#define __noinline __attribute__((noinline))
#undef __always_inline
#define __always_inline inline __attribute__((always_inline))

#define __uint(name, value) int(*name)[value]
#define __type(name, value) typeof(value) *name

#define barrier_var(var) __asm__ volatile("" : "+r"(var))

/* No trace_pipe. */
static inline __attribute__((format(printf, 1, 2))) void bpf_printk(const char *format, ...)
{
}

__u64 bpf_ktime_get_ns(void);
void bpf_spin_lock(struct bpf_spin_lock *lock);
void bpf_spin_unlock(struct bpf_spin_lock *lock);

#endif
