/* SPDX-License-Identifier: GPL-2.0-only */
/* Between the files that implement ops.h. */
#ifndef OPS_PRIVATE_H
#define OPS_PRIVATE_H

#include "ops.h"
#include "ops_elf.h"

struct hid_object {
	struct bpf_object *bpf;
	const struct front_end *front_end;
	struct elf_ops_list elf;
	struct hid_ops *ops; /* one for each of elf */
};

/* One of the two is used. */
struct hid_link {
	struct hid_ops *ops;
	struct bpf_link *bpf;
	int fd;
	__u32 id;
};

/* How a kernel takes ops; each as the function of ops.h. */
struct front_end {
	bool hide_ops; /* from libbpf */
	int (*prepare)(struct hid_object *object); /* before loading */
	int (*attach)(struct hid_link *link);
	int (*detach)(struct hid_link *link);
	void (*destroy)(struct hid_link *link);
	int (*keep)(struct hid_ops *ops, const char *path);
	int (*keep_link)(struct hid_link *link, const char *path);
	int (*detach_pin)(int fd); /* of pin_kind */
	int (*next_attached)(
		struct hid_attached *attached); /* by id, from 0 on; -ENOENT at the end */
	const char *pin_kind; /* part of what /proc calls the descriptor of a pin */
	__u32 (*pin_id)(int fd); /* 0 if it is of no attachment */
};

/* Of the struct_ops front end: what links say of it. */
int links_next_attached(struct hid_attached *attached);
__u32 links_pin_id(int fd);

extern const struct front_end struct_ops_front_end;
extern const struct front_end tracing_front_end;

/* Whether a program is of a struct_ops section; libbpf 1.1 does not know all of them by type. */
bool is_struct_ops(const struct bpf_program *program);

/* What the object's file says of ops. */
const struct elf_ops *ops_elf(const struct hid_ops *ops);

/* Notes what hid_error() returns, and returns err: return set_error(-EINVAL, "...", ...); */
int set_error(int err, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Whether a pin is of a kind: asked for what it is not, a descriptor answers with nonsense. */
bool pin_is(int fd, const char *kind);

/* Begins to keep what libbpf says, for hid_log(). */
void log_start(void);
/* Explains by what is in the log that an object does not load. Returns err. */
int explain_refusal(int err);

#endif
