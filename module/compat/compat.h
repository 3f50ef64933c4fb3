/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Differences between kernels. Kbuild includes this file into every source file, before any other.
 *
 * The HAVE_* macros are in compat_config.h, which the build generates by compiling the files of
 * probes/ against the target kernel's headers.
 */
#ifndef HBC_COMPAT_H
#define HBC_COMPAT_H

#ifdef HAVE_HID_BPF_OPS
#include <linux/hid.h>
#include <linux/hid_bpf.h>
#else
#include "hid_bpf_types.h"
#endif

#include <linux/bpf.h>
#include <linux/btf.h>
#include <linux/btf_ids.h>
#include <linux/ftrace.h>

/*
 * The type of the programs that run in hooks depends on the front end. With struct_ops a hook is
 * the program's code. With tracing it is a function that must know for which ops it is called.
 */
#ifdef HBC_FRONTEND_STRUCT_OPS
#define HBC_HOOK_PROG_TYPE BPF_PROG_TYPE_STRUCT_OPS
#define HBC_HOOKS_NEED_OPS false
#else
#define HBC_HOOK_PROG_TYPE BPF_PROG_TYPE_TRACING
#define HBC_HOOKS_NEED_OPS true
#endif

/* Before 6.6. */
#ifndef BPF_F_BEFORE
#define BPF_F_BEFORE (1U << 3)
#endif

/*
 * Pointers passed to kfuncs must be trusted by the verifier. From 6.2 to 6.19 a flag requires that,
 * which had a narrower meaning before; since 7.0 it is implied. The arguments of a tracing program
 * are typed but not trusted.
 */
#if defined(HAVE_TRUSTED_POINTERS) && defined(HBC_FRONTEND_STRUCT_OPS)
#define HBC_KF_TRUSTED KF_TRUSTED_ARGS
#else
#define HBC_KF_TRUSTED 0
#endif

/* Before 6.9 there is only one kind of BTF ID set with flags. */
#ifndef BTF_KFUNCS_START
#define BTF_KFUNCS_START(name) BTF_SET8_START(name)
#define BTF_KFUNCS_END(name) BTF_SET8_END(name)
#endif

/* Before 6.3 and 6.7: functions without a prototype, which are referred to only by BTF. */
#ifndef __bpf_kfunc
#define __bpf_kfunc __used noinline
#endif
#ifndef __bpf_kfunc_start_defs
#define __bpf_kfunc_start_defs() \
	__diag_push();           \
	__diag_ignore_all("-Wmissing-prototypes", "referred to by BTF only")
#define __bpf_kfunc_end_defs() __diag_pop()
#endif
#ifndef __bpf_hook_start
#define __bpf_hook_start() __bpf_kfunc_start_defs()
#define __bpf_hook_end() __bpf_kfunc_end_defs()
#endif

/*
 * Before 6.2 the registers are a struct pt_regs. The kernel has macros for some architectures; for
 * the others ftrace_instruction_pointer_set() compiles, and does nothing.
 */
#ifndef HAVE_FTRACE_REDIRECT
#undef ftrace_regs_set_instruction_pointer
#undef ftrace_regs_get_argument
#define ftrace_regs_set_instruction_pointer(fregs, ip) instruction_pointer_set(&(fregs)->regs, ip)
#define ftrace_regs_get_argument(fregs, n) regs_get_kernel_argument(&(fregs)->regs, n)
#endif

/* The registers that pass arguments are always saved, or only together with all others. */
#ifdef CONFIG_DYNAMIC_FTRACE_WITH_ARGS
#define HBC_FTRACE_FLAGS 0
#else
#define HBC_FTRACE_FLAGS FTRACE_OPS_FL_SAVE_REGS
#endif

/* The driver callback that gets reports before hid-core interprets them. */
typedef int (*hbc_raw_event_t)(struct hid_device *hdev, struct hid_report *report, u8 *data,
			       int size);

/* The driver callback that changes the report descriptor; it returns a const pointer since 6.12. */
#ifdef HAVE_CONST_REPORT_FIXUP
typedef const u8 *(*hbc_report_fixup_t)(struct hid_device *hdev, u8 *buf, unsigned int *size);
typedef const u8 *hbc_report_fixup_result_t;
#else
typedef u8 *(*hbc_report_fixup_t)(struct hid_device *hdev, u8 *buf, unsigned int *size);
typedef u8 *hbc_report_fixup_result_t;
#endif

/**
 * struct hbc_entry - a function of hid-core that is intercepted, and its replacement
 * @name: the function's symbol in hid-core
 * @replacement: our function with the same prototype
 * @calls_original: the replacement calls the function that it replaces; that call is not redirected
 * @callers: functions of hid-core's file one of which calls it, unless the compiler has inlined it
 * @ip: where ftrace patches the function; found when the module is loaded
 *
 * The first argument of every such function is the struct hid_device.
 */
struct hbc_entry {
	const char *name;
	void *replacement;
	bool calls_original;
	const char *callers[2];
	unsigned long ip;
};

/* The entries for the target kernel, those for reports first; the last has a NULL name. */
extern struct hbc_entry hbc_entries[];

/**
 * hbc_compat_symbol() - find the address at which a kernel function can be patched
 * @name: the function
 *
 * Context: process context, may sleep.
 * Return: the address, or 0 if the function does not exist or cannot be patched.
 */
unsigned long hbc_compat_symbol(const char *name);

/**
 * hbc_compat_is_called() - find out whether hid-core calls a function that it could have inlined
 * @entry: the function, with its @ip
 *
 * Context: process context, may sleep.
 * Return: false if none of its @callers exists and calls it.
 */
bool hbc_compat_is_called(const struct hbc_entry *entry);

/*
 * Whether hid-core parses the device's original descriptor, which others read at the same time. Its
 * place is then taken by the changed one while that is parsed.
 */
#ifdef HAVE_BPF_RDESC
#define HBC_PARSES_DEV_RDESC false
#else
#define HBC_PARSES_DEV_RDESC true
#endif

/**
 * hbc_compat_open_report() - hid_open_report() with another report descriptor
 * @hdev: the device, being probed
 * @rdesc: the descriptor to parse
 * @size: bytes in @rdesc
 *
 * Context: process context, may sleep; device_lock() is held, and so is what keeps others from
 * taking dev_rdesc for the original, see HBC_PARSES_DEV_RDESC.
 * Return: the value returned by hid_open_report(); -ENOMEM.
 */
int hbc_compat_open_report(struct hid_device *hdev, const u8 *rdesc, unsigned int size);

/**
 * hbc_compat_raw_event() - hid_report_raw_event() of any kernel
 * @hdev: the device
 * @type: kind of report
 * @data: the report, in a writable buffer
 * @bufsize: size of the buffer @data, in bytes
 * @size: length of the report, in bytes
 * @interrupt: nonzero if it came by an interrupt transfer
 *
 * Return: 0 or an errno of hid-core.
 */
static inline int hbc_compat_raw_event(struct hid_device *hdev, enum hid_report_type type, u8 *data,
				       size_t bufsize, u32 size, int interrupt)
{
#ifdef HAVE_HID_RAW_EVENT_BUFSIZE
	return hid_report_raw_event(hdev, type, data, bufsize, size, interrupt);
#else
	return hid_report_raw_event(hdev, type, data, size, interrupt);
#endif
}

/* Whether a program may sleep: in struct bpf_prog since 6.9, in struct bpf_prog_aux before. */
static inline bool hbc_compat_prog_sleepable(const struct bpf_prog *prog)
{
#ifdef HAVE_PROG_SLEEPABLE
	return prog->sleepable;
#else
	return prog->aux->sleepable;
#endif
}

#endif /* HBC_COMPAT_H */
