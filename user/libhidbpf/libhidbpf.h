/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * HID-BPF objects on any kernel: open, load, attach, detach.
 *
 * The model:
 *
 *   object  a BPF object file, opened by hidbpf_object_open(), loaded by hidbpf_object_load()
 *   ops     a struct hid_bpf_ops of the object: programs for the hooks of one device, and flags
 *   link    ops that are attached until the link is destroyed or the process ends
 *   pin     a path in bpffs that stands for ops that stay attached without a process
 *
 * A kernel has one of two front ends: it takes ops as struct_ops (Linux 6.11 and newer, native or
 * with the module hid_bpf_compat), or it takes their programs one by one through the module's
 * device. The library asks once which it is; its users need not know.
 *
 * Errors: functions that return int return 0 or more on success and -errno on failure, unless they
 * say otherwise. hidbpf_error() then describes the failure.
 *
 * Ownership: objects and links belong to the caller, who closes and destroys them. Ops belong to
 * their object. Strings and libbpf's handles are borrowed and live as long as what they come from.
 *
 * Threads: an object is used by one thread at a time until it is loaded, and one thread at a time
 * opens and loads objects, because they share hidbpf_log(). Afterwards different threads may use
 * different ops, links and pins at the same time, but not the same one.
 *
 * Loading, attaching and listing take the capability CAP_SYS_ADMIN in the initial user namespace:
 * CAP_BPF and CAP_PERFMON do not let a process see the BTF of modules and the IDs of programs. They
 * are enough to load and attach where HID-BPF is native. Pins and the module's device belong to
 * root.
 */
#ifndef LIBHIDBPF_H
#define LIBHIDBPF_H

#include <stdbool.h>
#include <stddef.h>

#include <bpf/libbpf.h>

enum hidbpf_front_end {
	HIDBPF_NO_FRONT_END, /* the kernel has no HID-BPF */
	HIDBPF_STRUCT_OPS,
	HIDBPF_TRACING, /* /dev/hid_bpf_compat */
};

/* The hooks of struct hid_bpf_ops, in its order, and their names. */
#define HIDBPF_HOOKS_COUNT 4
#define HIDBPF_DEVICE_EVENT 0
#define HIDBPF_RDESC_FIXUP 1

extern const char *const hidbpf_hook_names[HIDBPF_HOOKS_COUNT];

struct hidbpf_object;
struct hidbpf_link;

/* A struct hid_bpf_ops of an object. */
struct hidbpf_ops {
	struct hidbpf_object *object;
	const char *name;
	bool link; /* in the section .struct_ops.link: can be kept attached */
	bool attached;
	/* As the file says; the caller may change them until the object is loaded: */
	bool load; /* false in the sections ?.struct_ops... */
	int hid_id; /* of the device to attach to */
	__u32 flags;
	/* By hook; NULL for hooks without a program. Loading sets them with HIDBPF_TRACING only. */
	struct bpf_program *programs[HIDBPF_HOOKS_COUNT];
};

/*
 * The kernel's front end. The first call may read all BTF of the kernel; its result is kept for the
 * life of the process. Any thread may call it.
 */
enum hidbpf_front_end hidbpf_front_end(void);
/*
 * Makes the next call of hidbpf_front_end() ask again: for programs that load or unload the module.
 * Objects that are open keep the front end they were opened for.
 */
void hidbpf_front_end_forget(void);

/* Whether this process has the capability that loading, attaching and listing take. */
bool hidbpf_is_permitted(void);

/*
 * What went wrong in the last call of this thread that failed: a sentence without a full stop,
 * valid until the next call. It is not reset by calls that succeed.
 */
const char *hidbpf_error(void);
/*
 * What libbpf and the verifier said since the last hidbpf_object_open() of this process: lines, or
 * "". Valid until the next message. Opening an object redirects libbpf's messages here for good.
 */
const char *hidbpf_log(void);

/*
 * Opens an object file and reads its ops. Neither privileges nor HID-BPF are needed. On failure
 * *object is NULL: -EINVAL for a file that is damaged or not a HID-BPF object, -ENOMEM, why the
 * file cannot be read, or libbpf's error. Objects without ops can be opened.
 */
int hidbpf_object_open(struct hidbpf_object **object, const char *path);
/*
 * Frees an object, its ops, and its loaded programs unless they are attached. Its links must have
 * been destroyed before. NULL is ignored.
 */
void hidbpf_object_close(struct hidbpf_object *object);
/*
 * libbpf's view of it: maps, variables, and programs that are not in ops. Its BTF may have the
 * module's aliases, see HID_BPF_COMPAT_ALIASES; everything else has the names of the source.
 */
struct bpf_object *hidbpf_object_bpf(const struct hidbpf_object *object);

/* Iterates over the ops of an object: the first for NULL; NULL after the last. */
struct hidbpf_ops *hidbpf_object_next_ops(struct hidbpf_object *object,
					  const struct hidbpf_ops *last);
/* Ops by name; NULL if there are none of that name. */
struct hidbpf_ops *hidbpf_object_find_ops(struct hidbpf_object *object, const char *name);
/* The name of the program in a hook, according to the file; NULL if there is none. */
const char *hidbpf_ops_program(const struct hidbpf_ops *ops, int hook);

/*
 * Loads an object, once: the ops with ->load set and their programs. bpf_program__set_autoload()
 * and bpf_map__set_autocreate() decide about everything else. -EOPNOTSUPP if the kernel lacks
 * HID-BPF or one of the hooks; -EPERM without the capability; otherwise the kernel's error. If the
 * kernel refuses a program, hidbpf_error() names it with the reason. After a failure the object can
 * only be closed.
 */
int hidbpf_object_load(struct hidbpf_object *object);

/*
 * Attaches loaded ops to their device. On failure *link is NULL: -EINVAL if the ops are already
 * attached, there is no such device, another program already changes its report descriptor, or the
 * flags are unknown; -E2BIG if the device has as many programs as it can have; -EBUSY if the module
 * cannot hook the HID core; -EOPNOTSUPP if it does so in a way that cannot serve one of the hooks.
 */
int hidbpf_ops_attach(struct hidbpf_ops *ops, struct hidbpf_link **link);
/* Detaches; the link must still be destroyed. */
int hidbpf_link_detach(struct hidbpf_link *link);
/* Detaches unless the link was kept, and frees the link. NULL is ignored. */
void hidbpf_link_destroy(struct hidbpf_link *link);

/* Links of several ops of an object, in the order in which they were attached. */
struct hidbpf_links {
	struct hidbpf_link **list;
	int count;
};

/*
 * Attaches all ops of a loaded object that have ->load set, or none: if one fails, the ones before
 * it are detached again. Ops are attached in the order of the object or, with last_first, in
 * reverse, which makes ops with BPF_F_BEFORE run in the order of the object. On failure *refused is
 * the ops that failed, never NULL, and *links is empty; hidbpf_error() does not name the ops.
 */
int hidbpf_object_attach(struct hidbpf_object *object, bool last_first, struct hidbpf_links *links,
			 const struct hidbpf_ops **refused);
/* Destroys all links, in the order of the list, and leaves it empty, as { 0 } is. */
void hidbpf_links_destroy(struct hidbpf_links *links);

/* The ops of a link. */
const struct hidbpf_ops *hidbpf_link_ops(const struct hidbpf_link *link);
/* What identifies it among everything that is attached, as in struct hidbpf_attached. */
__u32 hidbpf_link_id(const struct hidbpf_link *link);
/* The struct_ops link; NULL for the other front end. */
struct bpf_link *hidbpf_link_bpf(const struct hidbpf_link *link);

/*
 * Attaches loaded ops until hidbpf_pin_detach() or until the device goes away. The path, which must
 * not exist, stands for them; its directory must be in bpffs. -EINVAL without ->link; otherwise as
 * hidbpf_ops_attach(), or why the path cannot be created. On failure nothing is attached.
 */
int hidbpf_ops_keep(struct hidbpf_ops *ops, const char *path);
/*
 * Makes attached ops stay when the link is destroyed, as if hidbpf_ops_keep() had attached them. On
 * failure they may or may not be attached until the link is destroyed.
 */
int hidbpf_link_keep(struct hidbpf_link *link, const char *path);

/*
 * Detaches what a path of hidbpf_ops_keep() stands for and removes the path. Paths of other things,
 * such as maps, are just removed; for a program of the kernel's older HID-BPF, waits until it has
 * ended. Fails only if the path cannot be removed.
 */
int hidbpf_pin_detach(const char *path);
/* Opens a pinned map. Returns a descriptor for the caller to close; -EINVAL if it is not a map. */
int hidbpf_pin_map(const char *path);
/*
 * The ID of what is attached by a path of hidbpf_ops_keep() or a link pinned by another loader, as
 * in struct hidbpf_attached; 0 if there is none.
 */
__u32 hidbpf_pin_id(const char *path);
/*
 * The ID of the program of a pinned link of the kernel's older HID-BPF, that of Linux 6.3 to 6.10;
 * 0 if the path is something else.
 */
__u32 hidbpf_pin_older_program(const char *path);
/*
 * Detaches what stays attached to a device without needing its path, which somebody may have
 * removed. Returns how many ops that were: always 0 where the kernel takes struct_ops. Does not
 * fail.
 */
int hidbpf_detach_pathless(int hid_id);

/* Ops that are attached to some device, by any loader. */
struct hidbpf_attached {
	__u32 id; /* of the struct_ops link, or the module's own */
	int hid_id; /* of a device that may have been unplugged */
	__u32 flags;
	char name[16]; /* of the ops, possibly truncated; "" if the kernel does not keep it */
	__u32 program_ids[HIDBPF_HOOKS_COUNT]; /* by hook; 0 for hooks without a program */
};

/*
 * Lists what is attached, the ops of each device in the order in which they run; on a kernel
 * without HID-BPF nothing is. Returns their number, or -errno with *list NULL: -EPERM or -EACCES
 * for users who may not see it. The caller frees *list with free(). One thread at a time may call
 * it.
 */
int hidbpf_attached_list(struct hidbpf_attached **list);

#endif
