/* SPDX-License-Identifier: GPL-2.0-only */
/* Between the files that implement ops.h. */
#ifndef OPS_PRIVATE_H
#define OPS_PRIVATE_H

#include "libhidbpf/elf.h"
#include "libhidbpf/error.h"
#include "libhidbpf/libhidbpf.h"

struct hidbpf_object {
	struct bpf_object *bpf;
	const struct front_end *front_end;
	struct hidbpf_elf_list elf;
	struct hidbpf_ops *ops; /* one for each of elf */
};

/* One of the two is used. */
struct hidbpf_link {
	struct hidbpf_ops *ops;
	struct bpf_link *bpf;
	int fd;
	__u32 id;
};

/* How a kernel takes ops; each as the function of ops.h. */
struct front_end {
	bool hide_ops; /* from libbpf */
	int (*prepare)(struct hidbpf_object *object); /* before loading */
	int (*attach)(struct hidbpf_link *link);
	int (*detach)(struct hidbpf_link *link);
	void (*destroy)(struct hidbpf_link *link);
	int (*keep)(struct hidbpf_ops *ops, const char *path);
	int (*keep_link)(struct hidbpf_link *link, const char *path);
	int (*detach_pin)(int fd); /* of pin_kind */
	int (*next_attached)(
		struct hidbpf_attached *attached); /* by id, from 0 on; -ENOENT at the end */
	const char *pin_kind; /* part of what /proc calls the descriptor of a pin */
	__u32 (*pin_id)(int fd); /* 0 if it is of no attachment */
};

/* Of the struct_ops front end: what links say of it. */
int hidbpf_links_next_attached(struct hidbpf_attached *attached);
__u32 hidbpf_links_pin_id(int fd);

extern const struct front_end hidbpf_struct_ops_front_end;
extern const struct front_end hidbpf_tracing_front_end;

/* Whether a program is of a struct_ops section; libbpf 1.1 does not know all of them by type. */
bool hidbpf_is_struct_ops(const struct bpf_program *program);

/* What the object's file says of ops. */
const struct hidbpf_elf_ops *hidbpf_ops_elf(const struct hidbpf_ops *ops);

/* Whether a pin is of a kind: asked for what it is not, a descriptor answers with nonsense. */
bool hidbpf_pin_is(int fd, const char *kind);

/* Begins to keep what libbpf says, for hidbpf_log(). */
void hidbpf_log_start(void);
/* Explains by what is in the log that an object does not load. Returns err. */
int hidbpf_explain_refusal(int err);

#endif
