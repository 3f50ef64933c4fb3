// SPDX-License-Identifier: GPL-2.0-only
/* HID-BPF objects: what does not depend on how the kernel takes their ops. */
#include "libhidbpf/file.h"
#include "libhidbpf/private.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <bpf/bpf.h>

const char *const hidbpf_hook_names[HIDBPF_HOOKS_COUNT] = { "hid_device_event", "hid_rdesc_fixup",
							    "hid_hw_request",
							    "hid_hw_output_report" };

const struct hidbpf_elf_ops *hidbpf_ops_elf(const struct hidbpf_ops *ops)
{
	return &ops->object->elf.ops[ops - ops->object->ops];
}

bool hidbpf_is_struct_ops(const struct bpf_program *program)
{
	static const char prefix[] = "struct_ops";
	const char *section = bpf_program__section_name(program);

	if (strncmp(section, prefix, sizeof(prefix) - 1))
		return false;
	section += sizeof(prefix) - 1;
	if (!strncmp(section, ".s", 2))
		section += 2;
	return !*section || *section == '/';
}

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

/* The hook a program is in where it is first used. */
static const char *first_hook(const struct hidbpf_elf_list *elf, const char *program)
{
	for (size_t i = 0; i < elf->count; i++)
		for (size_t j = 0; j < elf->ops[i].hooks_count; j++)
			if (!strcmp(elf->ops[i].hooks[j].program, program))
				return elf->ops[i].hooks[j].member;
	return NULL;
}

/* The kernel types a program by its hook, so it can have only one. */
static int check_hooks(const struct hidbpf_elf_list *elf, const char *path)
{
	for (size_t i = 0; i < elf->count; i++)
		for (size_t j = 0; j < elf->ops[i].hooks_count; j++) {
			const struct hidbpf_elf_hook *hook = &elf->ops[i].hooks[j];
			const char *first = first_hook(elf, hook->program);

			if (strcmp(first, hook->member))
				return hidbpf_set_error(
					-EINVAL, "%s has the program %s in two hooks, %s and %s",
					path, hook->program, first, hook->member);
		}
	return 0;
}

static int read_ops(struct hidbpf_object *object, const char *path, const char *file, size_t size)
{
	int err = hidbpf_elf_read(&object->elf, file, size);

	if (err)
		return hidbpf_set_error(err, "%s is not a HID-BPF object file: %s", path,
					hidbpf_error());
	err = check_hooks(&object->elf, path);
	return err ?: list_ops(object);
}

/* libbpf derives the names of maps from the object's name, and that from a path if it has one. */
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
	if (object->front_end->hide_ops)
		hidbpf_elf_hide(file, size);
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
	bool tracing = hidbpf_front_end() == HIDBPF_TRACING;
	int err;

	hidbpf_log_start();
	*object = calloc(1, sizeof(**object));
	if (!*object)
		return hidbpf_no_memory();
	(*object)->front_end = tracing ? &hidbpf_tracing_front_end : &hidbpf_struct_ops_front_end;
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

struct hidbpf_ops *hidbpf_object_next_ops(struct hidbpf_object *object,
					  const struct hidbpf_ops *last)
{
	size_t next = last ? last - object->ops + 1 : 0;

	return next < object->elf.count ? &object->ops[next] : NULL;
}

const char *hidbpf_ops_program(const struct hidbpf_ops *ops, int hook)
{
	const struct hidbpf_elf_ops *elf = hidbpf_ops_elf(ops);

	for (size_t i = 0; i < elf->hooks_count; i++)
		if (!strcmp(elf->hooks[i].member, hidbpf_hook_names[hook]))
			return elf->hooks[i].program;
	return NULL;
}

struct hidbpf_ops *hidbpf_object_find_ops(struct hidbpf_object *object, const char *name)
{
	struct hidbpf_ops *ops = NULL;

	while ((ops = hidbpf_object_next_ops(object, ops)))
		if (!strcmp(ops->name, name))
			return ops;
	return NULL;
}

/* How many ops have a program, or of those only the wanted. */
static unsigned int count_users(struct hidbpf_object *object, const char *program, bool wanted)
{
	struct hidbpf_ops *ops = NULL;
	unsigned int count = 0;

	while ((ops = hidbpf_object_next_ops(object, ops))) {
		const struct hidbpf_elf_ops *elf = hidbpf_ops_elf(ops);

		if (wanted && !ops->load)
			continue;
		for (size_t i = 0; i < elf->hooks_count; i++)
			count += !strcmp(elf->hooks[i].program, program);
	}
	return count;
}

/* Programs are loaded with their ops, as libbpf does since 1.5. One without ops is a mistake. */
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
			return hidbpf_set_error(-EINVAL, "its program %s is in no hid_bpf_ops",
						name);
	}
	return 0;
}

int hidbpf_object_load(struct hidbpf_object *object)
{
	int err;

	err = choose_programs(object);
	if (!err)
		err = object->front_end->prepare(object);
	if (err)
		return err;
	err = bpf_object__load(object->bpf);
	if (!err)
		return 0;
	if (hidbpf_front_end() == HIDBPF_NO_FRONT_END)
		return hidbpf_set_error(err, "this kernel has no HID-BPF");
	return hidbpf_explain_refusal(err);
}

int hidbpf_ops_attach(struct hidbpf_ops *ops, struct hidbpf_link **link)
{
	int err;

	if (ops->attached)
		return hidbpf_set_error(-EINVAL, "it is attached already");
	*link = calloc(1, sizeof(**link));
	if (!*link)
		return hidbpf_no_memory();
	(*link)->ops = ops;
	err = ops->object->front_end->attach(*link);
	ops->attached = !err;
	if (err) {
		free(*link);
		*link = NULL;
	}
	return err;
}

int hidbpf_link_detach(struct hidbpf_link *link)
{
	return link->ops->object->front_end->detach(link);
}

void hidbpf_link_destroy(struct hidbpf_link *link)
{
	if (!link)
		return;
	link->ops->object->front_end->destroy(link);
	link->ops->attached = false;
	free(link);
}

int hidbpf_object_attach(struct hidbpf_object *object, bool last_first, struct hidbpf_links *links,
			 const struct hidbpf_ops **refused)
{
	size_t count = object->elf.count;
	int err = 0;

	*refused = object->ops;
	*links = (struct hidbpf_links){ .list = calloc(count + 1, sizeof(*links->list)) };
	if (!links->list)
		return hidbpf_no_memory();
	for (size_t i = 0; !err && i < count; i++) {
		struct hidbpf_ops *ops = &object->ops[last_first ? count - 1 - i : i];

		if (!ops->load)
			continue;
		*refused = ops;
		err = hidbpf_ops_attach(ops, &links->list[links->count]);
		links->count += !err;
	}
	if (err)
		hidbpf_links_destroy(links);
	return err;
}

void hidbpf_links_destroy(struct hidbpf_links *links)
{
	for (int i = 0; i < links->count; i++)
		hidbpf_link_destroy(links->list[i]);
	free(links->list);
	*links = (struct hidbpf_links){ 0 };
}

const struct hidbpf_ops *hidbpf_link_ops(const struct hidbpf_link *link)
{
	return link->ops;
}

/* Ops of the plain section have no link that a path could stand for. */
static int check_keepable(const struct hidbpf_ops *ops)
{
	return ops->link ? 0 :
			   hidbpf_set_error(-EINVAL, "%s is not in the section .struct_ops.link",
					    ops->name);
}

int hidbpf_link_keep(struct hidbpf_link *link, const char *path)
{
	int err = check_keepable(link->ops);

	if (err)
		return err;
	return link->ops->object->front_end->keep_link(link, path);
}

__u32 hidbpf_link_id(const struct hidbpf_link *link)
{
	return link->id;
}

struct bpf_link *hidbpf_link_bpf(const struct hidbpf_link *link)
{
	return link->bpf;
}

int hidbpf_ops_keep(struct hidbpf_ops *ops, const char *path)
{
	int err = check_keepable(ops);

	if (err)
		return err;
	if (ops->attached)
		return hidbpf_set_error(-EINVAL, "it is attached already");
	return ops->object->front_end->keep(ops, path);
}

/* The path alone would leave detaching to a moment after the process has ended, or leave it out. */
int hidbpf_pin_detach(const char *path)
{
	const struct front_end *const front_ends[] = { &hidbpf_struct_ops_front_end,
						       &hidbpf_tracing_front_end };
	int fd = bpf_obj_get(path);

	/* There are maps, too. */
	for (int i = 0; fd >= 0 && i < 2; i++)
		if (hidbpf_pin_is(fd, front_ends[i]->pin_kind))
			front_ends[i]->detach_pin(fd);
	if (fd >= 0)
		close(fd);
	return unlink(path) ?
		       hidbpf_set_error(-errno, "cannot remove %s: %s", path, strerror(errno)) :
		       0;
}
