// SPDX-License-Identifier: GPL-2.0-only
/* The front end tracing: programs of ops are attached one by one through the module's device. */
#include "libhidbpf/aliases.h"
#include "libhidbpf/private.h"

#include "../../module/uapi/hid_bpf_compat.h"

#include <bpf/bpf.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

_Static_assert(HIDBPF_HOOKS_COUNT == HID_BPF_COMPAT_NR_HOOKS,
	       "libhidbpf.h has the hooks of the device");

/* The C library's headers may be older than the flag. */
#ifndef BPF_F_SLEEPABLE
#define BPF_F_SLEEPABLE (1U << 4)
#endif

#define TARGET_PREFIX "hid_bpf_compat_"
#define MEMBER_PREFIX "hid_"

static const char *const targets[] = HID_BPF_COMPAT_HOOKS;

static int open_device(void)
{
	int fd = open(HID_BPF_COMPAT_DEVICE, O_RDWR | O_CLOEXEC);

	return fd < 0 ? hidbpf_set_error(-errno, "cannot open " HID_BPF_COMPAT_DEVICE ": %s",
					 strerror(errno)) :
			fd;
}

/* Makes one request to the device. Returns what ioctl() returns, or -errno. */
static int request(unsigned long code, void *arg)
{
	int fd = open_device(), ret;

	if (fd < 0)
		return fd;
	ret = ioctl(fd, code, arg);
	if (ret < 0)
		ret = hidbpf_set_error(-errno, "%s", strerror(errno));
	close(fd);
	return ret;
}

static int find_hook(const char *member)
{
	if (strncmp(member, MEMBER_PREFIX, strlen(MEMBER_PREFIX)))
		return -1;
	member += strlen(MEMBER_PREFIX);
	for (int hook = 0; hook < HID_BPF_COMPAT_NR_HOOKS; hook++)
		if (!strcmp(targets[hook] + strlen(TARGET_PREFIX), member))
			return hook;
	return -1;
}

static bool is_sleepable(const struct bpf_program *program)
{
	static const char section[] = "struct_ops.s";

	return !strncmp(bpf_program__section_name(program), section, sizeof(section) - 1);
}

/* The hook a program is in; -1 if no ops use it. */
static int hook_of(struct hidbpf_object *object, const struct bpf_program *program)
{
	struct hidbpf_ops *ops = NULL;

	while ((ops = hidbpf_object_next_ops(object, ops)))
		for (int hook = 0; hook < HID_BPF_COMPAT_NR_HOOKS; hook++)
			if (ops->programs[hook] == program)
				return hook;
	return -1;
}

static int fill_hook(struct hidbpf_ops *ops, const struct hidbpf_elf_hook *elf)
{
	struct bpf_program *program;
	int hook = find_hook(elf->member);

	program = bpf_object__find_program_by_name(ops->object->bpf, elf->program);
	if (!program || !hidbpf_is_struct_ops(program))
		return hidbpf_set_error(-EINVAL,
					"%s in %s of %s is not a program in a section struct_ops/",
					elf->program, elf->member, ops->name);
	if (hook < 0)
		return hidbpf_set_error(-EOPNOTSUPP,
					"this kernel's HID-BPF has no hook %s, which %s uses",
					elf->member, ops->name);
	if (hook == HID_BPF_COMPAT_DEVICE_EVENT && is_sleepable(program))
		return hidbpf_set_error(
			-EINVAL,
			"the program %s is in a section struct_ops.s/, but its hook "
			"%s may not sleep",
			elf->program, elf->member);
	ops->programs[hook] = program;
	return 0;
}

static int fill_hooks(struct hidbpf_ops *ops)
{
	const struct hidbpf_elf_ops *elf = hidbpf_ops_elf(ops);
	int err = 0;

	for (size_t i = 0; ops->load && !err && i < elf->hooks_count; i++)
		err = fill_hook(ops, &elf->hooks[i]);
	return err;
}

/* Makes libbpf load a program for the function of the module that stands for its hook. */
static int prepare_program(struct bpf_program *program, int hook, __u32 attach_type)
{
	int err;

	bpf_program__set_type(program, BPF_PROG_TYPE_TRACING);
	bpf_program__set_expected_attach_type(program, attach_type);
	if (is_sleepable(program))
		bpf_program__set_flags(program, bpf_program__flags(program) | BPF_F_SLEEPABLE);
	err = bpf_program__set_attach_target(program, 0, targets[hook]);
	return err ? hidbpf_set_error(err,
				      "cannot find %s in the BTF of the module hid_bpf_compat: %s",
				      targets[hook], strerror(-err)) :
		     0;
}

static int prepare_programs(struct hidbpf_object *object, __u32 attach_type)
{
	struct bpf_program *program;
	int err = 0;

	bpf_object__for_each_program(program, object->bpf) {
		int hook = hook_of(object, program);

		if (hook >= 0)
			err = prepare_program(program, hook, attach_type);
		if (err)
			return err;
	}
	return 0;
}

static int ask_version(struct hid_bpf_compat_version *version)
{
	int err;

	*version = (struct hid_bpf_compat_version){ .size = sizeof(*version) };
	err = request(HID_BPF_COMPAT_IOC_VERSION, version);
	if (!err && version->version != HID_BPF_COMPAT_VERSION)
		return hidbpf_set_error(
			-EOPNOTSUPP,
			"the module hid_bpf_compat has interface version %u, but hidbpf needs %u; "
			"upgrade both, the packages hid-bpf-compat-dkms and hidbpf or with \"make "
			"install\", and reboot",
			version->version, HID_BPF_COMPAT_VERSION);
	return err;
}

/* Users who may not ask may not load either, and then names do not matter. */
static int adapt(char **file, size_t *size)
{
	struct hid_bpf_compat_version version;

	hidbpf_elf_hide(*file, *size);
	if (ask_version(&version) || !(version.flags & HID_BPF_COMPAT_ALIASES))
		return 0;
	hidbpf_log_has_aliases();
	return hidbpf_aliases_use(file, size);
}

static int prepare(struct hidbpf_object *object)
{
	struct hid_bpf_compat_version version;
	struct hidbpf_ops *ops = NULL;
	int err;

	err = ask_version(&version);
	while (!err && (ops = hidbpf_object_next_ops(object, ops)))
		err = fill_hooks(ops);
	if (err)
		return err;
	return prepare_programs(object, version.attach_type);
}

static int attach_programs(const struct hidbpf_ops *ops, __u32 attach_flags, __u32 *id)
{
	struct hid_bpf_compat_attach attach = {
		.size = sizeof(attach),
		.hid_id = ops->hid_id,
		.flags = ops->flags,
		.attach_flags = attach_flags,
	};
	int ret;

	for (int hook = 0; hook < HID_BPF_COMPAT_NR_HOOKS; hook++)
		attach.prog_fds[hook] =
			ops->programs[hook] ? bpf_program__fd(ops->programs[hook]) : -1;
	ret = request(HID_BPF_COMPAT_IOC_ATTACH, &attach);
	*id = attach.id;
	return ret;
}

static int attach(struct hidbpf_link *link)
{
	link->fd = attach_programs(link->ops, 0, &link->id);
	return link->fd < 0 ? link->fd : 0;
}

static int detach_id(__u32 id)
{
	return request(HID_BPF_COMPAT_IOC_DETACH, &id);
}

static int detach(struct hidbpf_link *link)
{
	return detach_id(link->id);
}

static void destroy(struct hidbpf_link *link)
{
	close(link->fd);
}

/* A program stands for the ops: the device finds them by its ID, which the pin keeps valid. */
static int pin(const struct hidbpf_ops *ops, const char *path)
{
	for (int hook = 0; hook < HID_BPF_COMPAT_NR_HOOKS; hook++)
		if (ops->programs[hook])
			return bpf_obj_pin(bpf_program__fd(ops->programs[hook]), path) ? -errno : 0;
	return -EINVAL;
}

static int keep(struct hidbpf_ops *ops, const char *path)
{
	__u32 id;
	int err;

	err = attach_programs(ops, HID_BPF_COMPAT_KEEP, &id);
	if (err)
		return err;
	err = pin(ops, path);
	if (!err)
		return 0;
	detach_id(id);
	return hidbpf_set_error(err, "cannot pin it as %s: %s", path, strerror(-err));
}

static int keep_link(struct hidbpf_link *link, const char *path)
{
	int err = request(HID_BPF_COMPAT_IOC_KEEP, &link->id);

	if (!err)
		err = pin(link->ops, path);
	if (!err)
		return 0;
	detach_id(link->id);
	return hidbpf_set_error(err, "cannot pin it as %s: %s", path, strerror(-err));
}

static bool has_program(const struct hid_bpf_compat_info *info, __u32 id)
{
	for (int hook = 0; hook < HID_BPF_COMPAT_NR_HOOKS; hook++)
		if (info->prog_ids[hook] == id)
			return true;
	return false;
}

static bool is_kept_on(const struct hid_bpf_compat_info *info, __u32 hid_id)
{
	return info->attach_flags & HID_BPF_COMPAT_KEEP && info->hid_id == hid_id;
}

/* Detaches the attachments that match; returns how many. */
static int detach_matching(bool (*match)(const struct hid_bpf_compat_info *info, __u32 id),
			   __u32 id)
{
	struct hid_bpf_compat_info info = { .size = sizeof(info) };
	int count = 0;

	while (!request(HID_BPF_COMPAT_IOC_NEXT, &info))
		if (match(&info, id))
			count += !detach_id(info.id);
	return count;
}

static void detach_pin(int fd)
{
	struct bpf_prog_info info = { 0 };
	__u32 size = sizeof(info);

	if (!bpf_obj_get_info_by_fd(fd, &info, &size))
		detach_matching(has_program, info.id);
}

static int next_attached(struct hidbpf_attached *attached)
{
	struct hid_bpf_compat_info info = { .size = sizeof(info), .id = attached->id };
	int err = request(HID_BPF_COMPAT_IOC_NEXT, &info);

	if (err)
		return err;
	*attached = (struct hidbpf_attached){ .id = info.id,
					      .hid_id = info.hid_id,
					      .flags = info.flags };
	memcpy(attached->program_ids, info.prog_ids, sizeof(info.prog_ids));
	return 0;
}

/* Opens the device once, as users ask for the pins of all devices. */
static __u32 pin_id(int fd)
{
	struct hid_bpf_compat_info attached = { .size = sizeof(attached) };
	struct bpf_prog_info info = { 0 };
	__u32 size = sizeof(info), id = 0;
	int device;

	if (bpf_obj_get_info_by_fd(fd, &info, &size))
		return 0;
	device = open_device();
	while (!id && device >= 0 && !ioctl(device, HID_BPF_COMPAT_IOC_NEXT, &attached))
		if (has_program(&attached, info.id))
			id = attached.id;
	if (device >= 0)
		close(device);
	return id;
}

static int detach_pathless(int hid_id)
{
	return detach_matching(is_kept_on, hid_id);
}

const struct hidbpf_front_end_calls hidbpf_tracing_calls = {
	.adapt = adapt,
	.pin_kind = "prog",
	.prepare = prepare,
	.attach = attach,
	.detach = detach,
	.destroy = destroy,
	.keep = keep,
	.keep_link = keep_link,
	.detach_pin = detach_pin,
	.pin_id = pin_id,
	.detach_pathless = detach_pathless,
	.next_attached = next_attached,
};
