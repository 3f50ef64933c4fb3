/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * HID-BPF objects on any kernel: opening, loading, attaching, detaching.
 *
 * A kernel takes the hid_bpf_ops of an object as struct_ops (Linux 6.11 with HID-BPF, or 6.9 with
 * the module hid_bpf_compat), or its programs one by one through the module's device. Which of the
 * two is asked of the running system. The rest of a program need not know.
 *
 * Functions that return int return 0 or -errno if nothing else is said; hidbpf_error() then says in
 * one sentence what is wrong. Objects are not shared by threads before they are loaded; then,
 * different ops may be used by different threads.
 */
#ifndef OPS_H
#define OPS_H

#include <stdbool.h>
#include <stddef.h>

#include <bpf/libbpf.h>

enum hidbpf_front_end {
	HIDBPF_NO_FRONT_END,
	HIDBPF_STRUCT_OPS,
	HIDBPF_TRACING, /* /dev/hid_bpf_compat */
};

/* The hooks of struct hid_bpf_ops, in its order; HID_BPF_COMPAT_* of the device has the same. */
#define HIDBPF_HOOKS_COUNT 4
#define HIDBPF_RDESC_FIXUP 1

extern const char *const hidbpf_hook_names[HIDBPF_HOOKS_COUNT];

struct hidbpf_object;
struct hidbpf_link;

/* A struct hid_bpf_ops of an object. */
struct hidbpf_ops {
	struct hidbpf_object *object;
	const char *name;
	bool link; /* of .struct_ops.link: can be kept attached */
	bool attached;
	/* To be set before the object is loaded, preset by the object: */
	bool load;
	int hid_id;
	__u32 flags;
	/* By hook; NULL if it has none. Known when the object is loaded. */
	struct bpf_program *programs[HIDBPF_HOOKS_COUNT];
};

/* What the running system takes. */
enum hidbpf_front_end hidbpf_front_end(void);

/* What went wrong in this thread's last call that failed, in one sentence without an end. */
const char *hidbpf_error(void);
/* All that libbpf and the verifier said since the last hidbpf_object_open(). */
const char *hidbpf_log(void);

/* Reads an object file. */
int hidbpf_object_open(struct hidbpf_object **object, const char *path);
void hidbpf_object_close(struct hidbpf_object *object);
/* What libbpf knows of it: maps, variables, programs, for instance syscall programs to be run. */
struct bpf_object *hidbpf_object_bpf(const struct hidbpf_object *object);
/* Iterates over its ops, beginning with NULL. */
struct hidbpf_ops *hidbpf_object_next_ops(struct hidbpf_object *object,
					  const struct hidbpf_ops *last);
/* The name of the program in a hook, as the file says; NULL if there is none. */
const char *hidbpf_ops_program(const struct hidbpf_ops *ops, int hook);
/* NULL if there is none of the name. */
struct hidbpf_ops *hidbpf_object_find_ops(struct hidbpf_object *object, const char *name);

/*
 * Loads an object: the ops with ->load set and their programs, and of the others what
 * bpf_program__set_autoload() and bpf_map__set_autocreate() say. A program that the kernel refuses
 * is named by hidbpf_error(), with the reason.
 */
int hidbpf_object_load(struct hidbpf_object *object);

/*
 * Attaches ops that were loaded to their device until the link is destroyed or this process ends.
 * -EINVAL for ops that are attached already.
 */
int hidbpf_ops_attach(struct hidbpf_ops *ops, struct hidbpf_link **link);
/* Detaches; the link has still to be destroyed. */
int hidbpf_link_detach(struct hidbpf_link *link);
void hidbpf_link_destroy(struct hidbpf_link *link);
/* Links of several ops of an object, in the order they were attached. */
struct hidbpf_links {
	struct hidbpf_link **list;
	int count;
};

/*
 * Attaches all ops of a loaded object that have ->load set, or none: if one is refused, those
 * before it are detached again. Ops are attached in the order of the object, or in reverse, which
 * makes ops with BPF_F_BEFORE run in the order of the object. On failure *refused is the ops that
 * could not be attached, never NULL, and there is nothing to destroy; hidbpf_error() does not name
 * the ops.
 */
int hidbpf_object_attach(struct hidbpf_object *object, bool last_first, struct hidbpf_links *links,
			 const struct hidbpf_ops **refused);
/* Destroys all links and leaves an empty list; { 0 } is one, too. */
void hidbpf_links_destroy(struct hidbpf_links *links);

/* Its ops. */
const struct hidbpf_ops *hidbpf_link_ops(const struct hidbpf_link *link);
/*
 * Makes what is attached stay when the link is destroyed, as if hidbpf_ops_keep() had attached it.
 * -EINVAL for ops without ->link. If it fails, it may be detached.
 */
int hidbpf_link_keep(struct hidbpf_link *link, const char *path);
/* What it is known by among all that is attached, as in struct hidbpf_attached. */
__u32 hidbpf_link_id(const struct hidbpf_link *link);
/* The struct_ops link, NULL for the other front end. */
struct bpf_link *hidbpf_link_bpf(const struct hidbpf_link *link);

/*
 * Attaches ops until they are detached by hidbpf_pin_detach(), or the device goes away. The path, in
 * bpffs, stands for them. Without ->link -EINVAL.
 */
int hidbpf_ops_keep(struct hidbpf_ops *ops, const char *path);
/* Detaches what a path stands for and removes it. */
int hidbpf_pin_detach(const char *path);
/* Detaches what a device has that needs no path to stay. Returns how many. */
int hidbpf_detach_pathless(int hid_id);

/* Ops that are attached to some device, by whichever loader. */
struct hidbpf_attached {
	__u32 id; /* of the struct_ops link, or what the module's device knows it by */
	int hid_id; /* may be unplugged already */
	__u32 flags;
	char name[16]; /* of the ops, or as much as the kernel keeps of it; "" if it does not */
	__u32 program_ids[HIDBPF_HOOKS_COUNT]; /* by hook; 0 if it has none */
};

/*
 * Lists what is attached, the ops of each device in the order they run; to be freed. Returns their
 * number, or -errno: -EPERM for users who may not see them.
 */
int hidbpf_attached_list(struct hidbpf_attached **list);
/* Opens a map that is pinned; a negative number if the path is of something else. */
int hidbpf_pin_map(const char *path);
/* The id of what a path of hidbpf_ops_keep(), or a link pinned by another loader, stands for; or 0. */
__u32 hidbpf_pin_id(const char *path);

#endif
