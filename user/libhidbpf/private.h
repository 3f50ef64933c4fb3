/* SPDX-License-Identifier: GPL-2.0-only */
/* What several files of the library share. */
#ifndef LIBHIDBPF_PRIVATE_H
#define LIBHIDBPF_PRIVATE_H

#include "libhidbpf/elf.h"
#include "libhidbpf/error.h"
#include "libhidbpf/libhidbpf.h"

struct hidbpf_object {
	struct bpf_object *bpf;
	const struct hidbpf_front_end_calls *calls;
	struct hidbpf_elf_list elf;
	struct hidbpf_ops *ops; /* one for each of elf */
};

struct hidbpf_link {
	struct hidbpf_ops *ops;
	struct bpf_link *bpf; /* of the struct_ops front end */
	int fd; /* of the tracing front end */
	__u32 id;
};

/*
 * What depends on the front end. Each call does what the function of libhidbpf.h does, which has
 * checked the arguments.
 */
struct hidbpf_front_end_calls {
	/*
	 * Changes the contents of a file, as hidbpf_aliases_use() does, so that libbpf can load
	 * them; may be NULL.
	 */
	int (*adapt)(char **file, size_t *size);
	const char *pin_kind; /* part of what /proc calls the descriptor of a pin */
	int (*prepare)(struct hidbpf_object *object); /* before loading */
	int (*attach)(struct hidbpf_link *link);
	int (*detach)(struct hidbpf_link *link);
	void (*destroy)(struct hidbpf_link *link);
	int (*keep)(struct hidbpf_ops *ops, const char *path);
	int (*keep_link)(struct hidbpf_link *link, const char *path);
	void (*detach_pin)(int fd); /* of pin_kind */
	__u32 (*pin_id)(int fd); /* of pin_kind */
	int (*detach_pathless)(int hid_id); /* may be NULL */
	/* Replaces *attached by what has the next higher ID; -ENOENT after the last. */
	int (*next_attached)(struct hidbpf_attached *attached);
};

extern const struct hidbpf_front_end_calls hidbpf_struct_ops_calls;
extern const struct hidbpf_front_end_calls hidbpf_tracing_calls;

/* The calls for the kernel's front end; NULL if it has none. */
const struct hidbpf_front_end_calls *hidbpf_front_end_calls(void);

/* What the kernel says about struct_ops links: for hidbpf_struct_ops_calls. */
int hidbpf_struct_ops_next_attached(struct hidbpf_attached *attached);
__u32 hidbpf_struct_ops_pin_id(int fd);

/* What the object's file says about ops. */
const struct hidbpf_elf_ops *hidbpf_ops_elf(const struct hidbpf_ops *ops);
/*
 * Whether a program is in a struct_ops section; libbpf 1.1 cannot tell all of them by their type.
 */
bool hidbpf_is_struct_ops(const struct bpf_program *program);

/* Begins a new hidbpf_log(). */
void hidbpf_log_start(void);
/* What is written to it from now on has aliases, which users do not know. */
void hidbpf_log_has_aliases(void);
/* Whether the log has a program that the verifier refused. */
bool hidbpf_program_was_refused(void);
/* Sets hidbpf_error() to why an object did not load, as found in the log. Returns err. */
int hidbpf_explain_refusal(int err);

#endif
