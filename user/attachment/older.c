// SPDX-License-Identifier: GPL-2.0-only
/* Asks the module for programs for the kernel's older HID-BPF, and reads their pins. */
#include "attachment/older.h"
#include "attachment/place.h"
#include "cli/array.h"
#include "libhidbpf/libhidbpf.h"

#include "../../module/uapi/hid_bpf_compat.h"

#include <bpf/bpf.h>
#include <bpf/btf.h>
#include <fcntl.h>
#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

static bool count(struct older_programs *older, const struct device *device)
{
	struct hid_bpf_compat_older request = { .size = sizeof(request), .hid_id = device->id };
	int fd = open(HID_BPF_COMPAT_DEVICE, O_RDWR | O_CLOEXEC), err;

	if (fd < 0)
		return false;
	err = ioctl(fd, HID_BPF_COMPAT_IOC_OLDER, &request);
	close(fd);
	if (err)
		return false;
	older->events = request.nr_events;
	older->fixups = request.nr_fixups;
	return older->events || older->fixups;
}

/* The BTF with the function that a program is attached to; the caller frees that of a module. */
static struct btf *target_btf(const struct bpf_prog_info *info, struct btf *vmlinux)
{
	if (!vmlinux || info->attach_btf_id < btf__type_cnt(vmlinux))
		return vmlinux;
	return btf__load_from_kernel_by_id_split(info->attach_btf_obj_id, vmlinux);
}

static void name_hook(struct older_program *program, const struct bpf_prog_info *info)
{
	struct btf *vmlinux = btf__load_vmlinux_btf(), *btf = target_btf(info, vmlinux);
	const struct btf_type *function = btf ? btf__type_by_id(btf, info->attach_btf_id) : NULL;

	if (function)
		snprintf(program->hook, sizeof(program->hook), "%s",
			 btf__name_by_offset(btf, function->name_off));
	if (btf != vmlinux)
		btf__free(btf);
	btf__free(vmlinux);
}

static void read_hook(struct older_program *program)
{
	struct bpf_prog_info info = { 0 };
	__u32 size = sizeof(info);
	int fd = bpf_prog_get_fd_by_id(program->id);

	if (fd < 0)
		return;
	if (!bpf_obj_get_info_by_fd(fd, &info, &size))
		name_hook(program, &info);
	close(fd);
}

static void add_pin(struct older_programs *older, const char *path)
{
	const char *name = strrchr(path, '/') + 1;
	const char *object = (const char *)memrchr(path, '/', name - path - 1) + 1;
	__u32 id = hidbpf_pin_older_program(path);
	struct older_program *program;

	program = id ? array_add(older->pinned, older->pinned_count) : NULL;
	if (!program)
		return;
	place_object_name(program->object, sizeof(program->object), object, name - object - 1);
	snprintf(program->name, sizeof(program->name), "%s", name);
	program->id = id;
	read_hook(program);
}

static void read_pins(struct older_programs *older, const struct device *device)
{
	char pattern[PLACE_DIR + sizeof("/*/*")];
	struct place place;
	glob_t pins;

	place_of(&place, device, NULL);
	snprintf(pattern, sizeof(pattern), "%s/*/*", place.dir);
	if (!glob(pattern, 0, NULL, &pins))
		for (size_t i = 0; i < pins.gl_pathc; i++)
			add_pin(older, pins.gl_pathv[i]);
	globfree(&pins);
}

void older_read(struct older_programs *older, const struct device *device)
{
	*older = (struct older_programs){ 0 };
	if (count(older, device))
		read_pins(older, device);
}

void older_free(struct older_programs *older)
{
	free(older->pinned);
}

const char *older_count(const struct older_programs *older)
{
	unsigned int total = older->events + older->fixups;
	static char text[128];

	snprintf(text, sizeof(text),
		 "%u program%s for the kernel's older HID-BPF (%u for events, %u for the report "
		 "descriptor)",
		 total, total == 1 ? "" : "s", older->events, older->fixups);
	return total ? text : NULL;
}

const char *older_count_on(const struct device *device)
{
	struct older_programs older = { 0 };

	count(&older, device);
	return older_count(&older);
}

bool older_changes_rdesc(const struct device *device)
{
	struct older_programs older = { 0 };

	count(&older, device);
	return older.fixups;
}
