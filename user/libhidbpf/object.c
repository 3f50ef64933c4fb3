// SPDX-License-Identifier: GPL-2.0-only
/* Opens and loads HID-BPF objects. */
#include "libhidbpf/file.h"
#include "libhidbpf/private.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <bpf/bpf.h>

static int list_ops(struct hidbpf_object *object)
{
	const struct hidbpf_elf_list *elf = &object->elf;

	object->ops = calloc(elf->count + 1, sizeof(*object->ops));
	if (!object->ops)
		return hidbpf_no_memory();
	for (size_t i = 0; i < elf->count; i++)
		object->ops[i] = (struct hidbpf_ops){ .object = object,
						      .name = elf->ops[i].name,
						      .link = elf->ops[i].link,
						      .load = !elf->ops[i].optional,
						      .hid_id = elf->ops[i].hid_id,
						      .flags = elf->ops[i].flags };
	return 0;
}

/* The hook that a program is used in first. */
static const char *first_hook(const struct hidbpf_elf_list *elf, const char *program)
{
	for (size_t i = 0; i < elf->count; i++)
		for (size_t j = 0; j < elf->ops[i].hooks_count; j++)
			if (!strcmp(elf->ops[i].hooks[j].program, program))
				return elf->ops[i].hooks[j].member;
	return NULL;
}

/* The hook gives a program its type, so a program can be in one hook only. */
static int check_hooks(const struct hidbpf_elf_list *elf, const char *path)
{
	for (size_t i = 0; i < elf->count; i++)
		for (size_t j = 0; j < elf->ops[i].hooks_count; j++) {
			const struct hidbpf_elf_hook *hook = &elf->ops[i].hooks[j];
			const char *first = first_hook(elf, hook->program);

			if (strcmp(first, hook->member))
				return hidbpf_set_error(
					-EINVAL, "%s uses the program %s in two hooks, %s and %s",
					path, hook->program, first, hook->member);
		}
	return 0;
}

static int read_ops(struct hidbpf_object *object, const char *path, const char *file, size_t size)
{
	int err = hidbpf_elf_read(&object->elf, file, size);

	if (err)
		return hidbpf_set_error(err, "%s is not a valid HID-BPF object: %s", path,
					hidbpf_error());
	err = check_hooks(&object->elf, path);
	return err ?: list_ops(object);
}

/* Names the object as if libbpf opened the path: it names maps after the object. */
static struct bpf_object *open_object(const char *path, const char *file, size_t size)
{
	const char *base = strrchr(path, '/') ? strrchr(path, '/') + 1 : path;
	LIBBPF_OPTS(bpf_object_open_opts, opts);
	struct bpf_object *object;
	char *name;

	name = strndup(base, strcspn(base, "."));
	if (!name)
		return NULL;
	opts.object_name = name;
	object = bpf_object__open_mem(file, size, &opts);
	free(name);
	return object;
}

static int open_file(struct hidbpf_object *object, const char *path)
{
	size_t size = 0;
	char *file;
	int err;

	err = hidbpf_file_read(path, &file, &size);
	if (err) {
		hidbpf_set_error(err, "cannot read %s: %s", path, strerror(-err));
		goto free;
	}
	err = read_ops(object, path, file, size);
	if (err)
		goto free;
	hidbpf_elf_complete(file, size);
	if (object->calls->adapt)
		err = object->calls->adapt(&file, &size);
	if (err) {
		hidbpf_set_error(err, "cannot prepare %s for this kernel: %s", path,
				 hidbpf_error());
		goto free;
	}
	object->bpf = open_object(path, file, size);
	if (!object->bpf)
		err = hidbpf_set_error(-errno, "%s is not a BPF object file: %s", path,
				       strerror(errno));
free:
	free(file);
	return err;
}

int hidbpf_object_open(struct hidbpf_object **object, const char *path)
{
	int err;

	hidbpf_log_start();
	*object = calloc(1, sizeof(**object));
	if (!*object)
		return hidbpf_no_memory();
	/* To look at objects, any front end will do. */
	(*object)->calls = hidbpf_front_end_calls() ?: &hidbpf_struct_ops_calls;
	err = open_file(*object, path);
	if (err) {
		hidbpf_object_close(*object);
		*object = NULL;
	}
	return err;
}

void hidbpf_object_close(struct hidbpf_object *object)
{
	if (!object)
		return;
	bpf_object__close(object->bpf);
	hidbpf_elf_free(&object->elf);
	free(object->ops);
	free(object);
}

struct bpf_object *hidbpf_object_bpf(const struct hidbpf_object *object)
{
	return object->bpf;
}

/* How many ops use a program; with loaded, only those to be loaded. */
static unsigned int count_users(struct hidbpf_object *object, const char *program, bool loaded)
{
	struct hidbpf_ops *ops = NULL;
	unsigned int count = 0;

	while ((ops = hidbpf_object_next_ops(object, ops))) {
		const struct hidbpf_elf_ops *elf = hidbpf_ops_elf(ops);

		if (loaded && !ops->load)
			continue;
		for (size_t i = 0; i < elf->hooks_count; i++)
			count += !strcmp(elf->hooks[i].program, program);
	}
	return count;
}

/* Loads programs with their ops, as libbpf does since 1.5. One without ops is a mistake. */
static int choose_programs(struct hidbpf_object *object)
{
	struct bpf_program *program;

	bpf_object__for_each_program(program, object->bpf) {
		const char *name = bpf_program__name(program);

		if (!hidbpf_is_struct_ops(program))
			continue;
		if (count_users(object, name, false))
			bpf_program__set_autoload(program, count_users(object, name, true));
		else if (bpf_program__autoload(program))
			return hidbpf_set_error(-EINVAL, "no hid_bpf_ops uses its program %s",
						name);
	}
	return 0;
}

static bool loads_ops(struct hidbpf_object *object)
{
	struct hidbpf_ops *ops = NULL;

	while ((ops = hidbpf_object_next_ops(object, ops)))
		if (ops->load)
			return true;
	return false;
}

static int no_hid_bpf(int err)
{
	return hidbpf_set_error(err, "this kernel has no HID-BPF");
}

/* Errors that do not depend on what the kernel allows. */
static int check(struct hidbpf_object *object)
{
	int err = choose_programs(object);

	if (!err && hidbpf_front_end() == HIDBPF_NO_FRONT_END && loads_ops(object))
		return no_hid_bpf(-EOPNOTSUPP);
	return err;
}

static int load(struct hidbpf_object *object)
{
	int err = object->calls->prepare(object);

	if (err)
		return err;
	err = bpf_object__load(object->bpf);
	if (err && hidbpf_front_end() == HIDBPF_NO_FRONT_END)
		return no_hid_bpf(err);
	return err ? hidbpf_explain_refusal(err) : 0;
}

/*
 * Without the capability the kernel hides types, and errors are about what seems to be missing. If
 * the verifier refused a program, nothing was.
 */
int hidbpf_object_load(struct hidbpf_object *object)
{
	int err = check(object);

	if (err)
		return err;
	err = load(object);
	if (err && !hidbpf_program_was_refused() && !hidbpf_is_permitted())
		return hidbpf_set_error(-EPERM, "this takes the capability CAP_SYS_ADMIN in the "
						"initial user namespace");
	return err;
}
