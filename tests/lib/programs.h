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

/* Opens an object by its name without ".bpf.o", with everything in it switched off. */
struct hidbpf_object *object_open(const char *name);
/* Path of an object's file. */
void object_path(const char *name, char *path, size_t size);
/* Prints the end of what libbpf and the verifier said about the last object, as diagnostics. */
void object_note_log(void);
/* Address of a global variable of a loaded object. */
void *object_var(struct hidbpf_object *object, const char *name);
/* Switches a program on. */
void object_program(struct hidbpf_object *object, const char *name);
/* Runs a loaded syscall program with an argument it may change. Returns 0 or -errno. */
int object_run(struct hidbpf_object *object, const char *program, void *arg, size_t size);

/* Switches one hid_bpf_ops on, for a device, in an object that is open. */
struct hidbpf_ops *ops_enable(struct hidbpf_object *object, const char *ops, int hid_id);

/* Opens and loads one hid_bpf_ops for a device. Returns 0 or -errno. */
int ops_try_load(struct ops *ops, int hid_id, const char *object, const char *name);
/* The same with flags, and it has to succeed. */
struct ops ops_load_flags(struct device *dev, const char *object, const char *name, __u32 flags);
struct ops ops_load(struct device *dev, const char *object, const char *name);
/* Attaches what is loaded; the first returns 0 or -errno, the second has to succeed. */
int ops_try_attach(struct ops *ops);
void ops_attach(struct ops *ops);
/* Loads and attaches. */
struct ops ops_on(struct device *dev, const char *object, const char *name);
/* Detaches; keeps it loaded. */
void ops_detach(struct ops *ops);

/* OPS_VAR(ops, struct seen, "seen")->runs */
#define OPS_VAR(_ops, _type, _name) ((volatile _type *)object_var((_ops)->object, _name))

/* The module that gives a kernel HID-BPF is there: the kernel does not have it by itself. */
bool module_is_loaded(void);
/* Ends the test as not applicable when the kernel has HID-BPF by itself, for this reason. */
void skip_on_native(const char *reason);
/* The same when the kernel takes programs as struct_ops, or when it takes them one by one. */
void skip_on_struct_ops(const char *reason);
void skip_on_tracing(const char *reason);
/* Skips where hid-core is entered by the callbacks of drivers. */
void skip_on_driver(const char *reason);
/* The same when such programs cannot store to the context and the device, or have no bpf_wq. */
void skip_unless_stores(void);
void skip_unless_wq(void);

#endif
