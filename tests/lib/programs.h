/* SPDX-License-Identifier: GPL-2.0-only */
/* BPF objects of the tests (tests/module/bpf): loading, attaching, their variables. */
#ifndef TESTS_LIB_PROGRAMS_H
#define TESTS_LIB_PROGRAMS_H

#include "device.h"
#include "libhidbpf/libhidbpf.h"

#include <bpf/bpf.h>

/* The C library's headers may be older than the kernel's interface. */
#ifndef BPF_F_BEFORE
#define BPF_F_BEFORE (1U << 3)
#endif

/* One hid_bpf_ops of one object. */
struct ops {
	struct hidbpf_object *object;
	struct hidbpf_ops *hid;
	struct hidbpf_link *link;
};

/* Opens an object by its name without ".bpf.o", with all programs and ops disabled. */
struct hidbpf_object *object_open(const char *name);
/* Path of an object's file. */
void object_path(const char *name, char *path, size_t size);
/* Prints the end of the log of libbpf and the verifier for the last object, as diagnostics. */
void object_note_log(void);
/* Address of a global variable of a loaded object. */
void *object_var(struct hidbpf_object *object, const char *name);
/* Enables a program. */
void object_program(struct hidbpf_object *object, const char *name);
/* Runs a loaded syscall program with an argument it may change. Returns 0 or -errno. */
int object_run(struct hidbpf_object *object, const char *program, void *arg, size_t size);

/* Enables one hid_bpf_ops of an open object, for a device. */
struct hidbpf_ops *ops_enable(struct hidbpf_object *object, const char *ops, int hid_id);

/* Opens and loads one hid_bpf_ops for a device. Returns 0 or -errno. */
int ops_try_load(struct ops *ops, int hid_id, const char *object, const char *name);
/* The same with flags; fails the test on errors. */
struct ops ops_load_flags(struct device *dev, const char *object, const char *name, __u32 flags);
struct ops ops_load(struct device *dev, const char *object, const char *name);
/* Attaches loaded ops. The first returns 0 or -errno, the second fails the test on errors. */
int ops_try_attach(struct ops *ops);
void ops_attach(struct ops *ops);
/* Loads and attaches. */
struct ops ops_on(struct device *dev, const char *object, const char *name);
/* Detaches the ops; they stay loaded. */
void ops_detach(struct ops *ops);

/* OPS_VAR(ops, struct seen, "seen")->runs */
#define OPS_VAR(_ops, _type, _name) ((volatile _type *)object_var((_ops)->object, _name))

/* Whether the kernel has the HID-BPF of Linux 6.3 to 6.10, with or without hid_bpf_compat. */
bool kernel_has_older(void);
/* Whether hid_bpf_compat is loaded: HID-BPF is not native. */
bool module_is_loaded(void);
/* Skips the test, for this reason, where HID-BPF is native. */
void skip_on_native(const char *reason);
/* Skips it where programs are attached as struct_ops, or where they are tracing programs. */
void skip_on_struct_ops(const char *reason);
void skip_on_tracing(const char *reason);
/* Skips where hid-core is entered by the callbacks of drivers. */
void skip_on_driver(const char *reason);
/* The same when such programs cannot store to the context and the device, or have no bpf_wq. */
void skip_unless_stores(void);
void skip_unless_wq(void);
/* Skips on PREEMPT_RT, where the verifier refuses bpf_timer. */
void skip_unless_timers(void);

#endif
