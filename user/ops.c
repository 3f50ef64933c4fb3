// SPDX-License-Identifier: GPL-2.0-only
/* HID-BPF objects: what does not depend on how the kernel takes their ops. */
#include "ops_file.h"
#include "ops_private.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <bpf/bpf.h>

const char *const hid_hook_names[HID_HOOKS_COUNT] = { "hid_device_event", "hid_rdesc_fixup",
						      "hid_hw_request", "hid_hw_output_report" };

const struct elf_ops *ops_elf(const struct hid_ops *ops)
{
	return &ops->object->elf.ops[ops - ops->object->ops];
}

bool is_struct_ops(const struct bpf_program *program)
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

static int list_ops(struct hid_object *object)
{
	const struct elf_ops_list *elf = &object->elf;

	object->ops = calloc(elf->count + 1, sizeof(*object->ops));
	if (!object->ops)
		return set_error(-ENOMEM, "out of memory");
	for (size_t i = 0; i < elf->count; i++)
		object->ops[i] = (struct hid_ops){ .object = object,
						   .name = elf->ops[i].name,
						   .link = elf->ops[i].link,
						   .load = !elf->ops[i].optional,
						   .hid_id = elf->ops[i].hid_id,
						   .flags = elf->ops[i].flags };
	return 0;
}

/* The hook a program is in where it is first used. */
static const char *first_hook(const struct elf_ops_list *elf, const char *program)
{
	for (size_t i = 0; i < elf->count; i++)
		for (size_t j = 0; j < elf->ops[i].hooks_count; j++)
			if (!strcmp(elf->ops[i].hooks[j].program, program))
				return elf->ops[i].hooks[j].member;
	return NULL;
}

/* The kernel types a program by its hook, so it can have only one. */
static int check_hooks(const struct elf_ops_list *elf, const char *path)
{
	for (size_t i = 0; i < elf->count; i++)
		for (size_t j = 0; j < elf->ops[i].hooks_count; j++) {
			const struct elf_ops_hook *hook = &elf->ops[i].hooks[j];
			const char *first = first_hook(elf, hook->program);

			if (strcmp(first, hook->member))
				return set_error(-EINVAL,
						 "%s has the program %s in two hooks, %s and %s",
						 path, hook->program, first, hook->member);
		}
	return 0;
}

static int read_ops(struct hid_object *object, const char *path, const char *file, size_t size)
{
	int err = elf_ops_read(&object->elf, file, size);

	if (err)
		return set_error(err, "%s is not a HID-BPF object file: %s", path,
				 object->elf.error);
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

static int open_file(struct hid_object *object, const char *path)
{
	size_t size = 0;
	char *file;
	int err;

	err = ops_file_read(path, &file, &size);
	if (err) {
		set_error(err, "cannot read %s: %s", path, strerror(-err));
		goto free;
	}
	err = read_ops(object, path, file, size);
	if (err)
		goto free;
	if (object->front_end->hide_ops)
		elf_ops_hide(file, size);
	object->bpf = open_object(path, file, size);
	if (!object->bpf)
		err = set_error(-errno, "%s is not a BPF object file: %s", path, strerror(errno));
free:
	free(file);
	return err;
}

int hid_object_open(struct hid_object **object, const char *path)
{
	bool tracing = hid_front_end() == HID_TRACING;
	int err;

	log_start();
	*object = calloc(1, sizeof(**object));
	if (!*object)
		return set_error(-ENOMEM, "out of memory");
	(*object)->front_end = tracing ? &tracing_front_end : &struct_ops_front_end;
	err = open_file(*object, path);
	if (err) {
		hid_object_close(*object);
		*object = NULL;
	}
	return err;
}

void hid_object_close(struct hid_object *object)
{
	if (!object)
		return;
	bpf_object__close(object->bpf);
	elf_ops_free(&object->elf);
	free(object->ops);
	free(object);
}

struct bpf_object *hid_object_bpf(const struct hid_object *object)
{
	return object->bpf;
}

struct hid_ops *hid_object_next_ops(struct hid_object *object, const struct hid_ops *last)
{
	size_t next = last ? last - object->ops + 1 : 0;

	return next < object->elf.count ? &object->ops[next] : NULL;
}

const char *hid_ops_program(const struct hid_ops *ops, int hook)
{
	const struct elf_ops *elf = ops_elf(ops);

	for (size_t i = 0; i < elf->hooks_count; i++)
		if (!strcmp(elf->hooks[i].member, hid_hook_names[hook]))
			return elf->hooks[i].program;
	return NULL;
}

struct hid_ops *hid_object_find_ops(struct hid_object *object, const char *name)
{
	struct hid_ops *ops = NULL;

	while ((ops = hid_object_next_ops(object, ops)))
		if (!strcmp(ops->name, name))
			return ops;
	return NULL;
}

/* How many ops have a program, or of those only the wanted. */
static unsigned int count_users(struct hid_object *object, const char *program, bool wanted)
{
	struct hid_ops *ops = NULL;
	unsigned int count = 0;

	while ((ops = hid_object_next_ops(object, ops))) {
		const struct elf_ops *elf = ops_elf(ops);

		if (wanted && !ops->load)
			continue;
		for (size_t i = 0; i < elf->hooks_count; i++)
			count += !strcmp(elf->hooks[i].program, program);
	}
	return count;
}

/* Programs are loaded with their ops, as libbpf does since 1.5. One without ops is a mistake. */
static int choose_programs(struct hid_object *object)
{
	struct bpf_program *program;

	bpf_object__for_each_program(program, object->bpf) {
		const char *name = bpf_program__name(program);

		if (!is_struct_ops(program))
			continue;
		if (count_users(object, name, false))
			bpf_program__set_autoload(program, count_users(object, name, true));
		else if (bpf_program__autoload(program))
			return set_error(-EINVAL, "its program %s is in no hid_bpf_ops", name);
	}
	return 0;
}

int hid_object_load(struct hid_object *object)
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
	if (hid_front_end() == HID_NO_FRONT_END)
		return set_error(err, "this kernel has no HID-BPF");
	return explain_refusal(err);
}

int hid_ops_attach(struct hid_ops *ops, struct hid_link **link)
{
	int err;

	if (ops->attached)
		return set_error(-EINVAL, "it is attached already");
	*link = calloc(1, sizeof(**link));
	if (!*link)
		return set_error(-ENOMEM, "out of memory");
	(*link)->ops = ops;
	err = ops->object->front_end->attach(*link);
	ops->attached = !err;
	if (err) {
		free(*link);
		*link = NULL;
	}
	return err;
}

int hid_link_detach(struct hid_link *link)
{
	return link->ops->object->front_end->detach(link);
}

void hid_link_destroy(struct hid_link *link)
{
	if (!link)
		return;
	link->ops->object->front_end->destroy(link);
	link->ops->attached = false;
	free(link);
}

const struct hid_ops *hid_link_ops(const struct hid_link *link)
{
	return link->ops;
}

int hid_link_keep(struct hid_link *link, const char *path)
{
	return link->ops->object->front_end->keep_link(link, path);
}

__u32 hid_link_id(const struct hid_link *link)
{
	return link->id;
}

struct bpf_link *hid_link_bpf(const struct hid_link *link)
{
	return link->bpf;
}

int hid_ops_keep(struct hid_ops *ops, const char *path)
{
	if (!ops->link)
		return set_error(-EINVAL, "it is not of the section .struct_ops.link");
	if (ops->attached)
		return set_error(-EINVAL, "it is attached already");
	return ops->object->front_end->keep(ops, path);
}

/* The path alone would leave detaching to a moment after the process has ended, or leave it out. */
int hid_pin_detach(const char *path)
{
	const struct front_end *const front_ends[] = { &struct_ops_front_end, &tracing_front_end };
	int fd = bpf_obj_get(path);

	/* There are maps, too. */
	for (int i = 0; fd >= 0 && i < 2; i++)
		if (pin_is(fd, front_ends[i]->pin_kind))
			front_ends[i]->detach_pin(fd);
	if (fd >= 0)
		close(fd);
	return unlink(path) ? set_error(-errno, "cannot remove %s: %s", path, strerror(errno)) : 0;
}
