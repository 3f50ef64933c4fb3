// SPDX-License-Identifier: GPL-2.0-only
/* Paths in bpffs: those that stand for attached ops, and those of maps beside them. */
#include "libhidbpf/private.h"

#include <bpf/bpf.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/*
 * Asks /proc: the system calls about links, programs and maps give nonsense for descriptors of
 * another kind.
 */
static bool is_kind(int fd, const char *kind)
{
	char path[64], target[64] = "";

	snprintf(path, sizeof(path), "/proc/self/fd/%d", fd);
	return readlink(path, target, sizeof(target) - 1) > 0 && strstr(target, kind);
}

/*
 * The kernel's older HID-BPF takes a program off its device some time after the link has ended, and
 * may leave another one there for ever if that ends meanwhile. A second is long enough, should
 * somebody else hold the program.
 */
static void wait_for_end(__u32 program)
{
	int fd;

	for (int i = 0; i < 100 && (fd = bpf_prog_get_fd_by_id(program)) >= 0; i++) {
		close(fd);
		usleep(10000);
	}
}

/* Removing the path alone would detach too late, after this process, or not at all. */
int hidbpf_pin_detach(const char *path)
{
	const struct hidbpf_front_end_calls *calls = hidbpf_front_end_calls();
	__u32 older = hidbpf_pin_older_program(path);
	int fd = calls ? bpf_obj_get(path) : -1;

	if (fd >= 0 && is_kind(fd, calls->pin_kind))
		calls->detach_pin(fd);
	if (fd >= 0)
		close(fd);
	if (unlink(path))
		return hidbpf_set_error(-errno, "cannot remove %s: %s", path, strerror(errno));
	if (older)
		wait_for_end(older);
	return 0;
}

int hidbpf_pin_map(const char *path)
{
	int fd = bpf_obj_get(path);

	if (fd < 0)
		return hidbpf_set_error(fd, "cannot open %s: %s", path, strerror(-fd));
	if (is_kind(fd, "map"))
		return fd;
	close(fd);
	return hidbpf_set_error(-EINVAL, "%s is not a map", path);
}

/* Its links are the only ones that have no type. */
__u32 hidbpf_pin_older_program(const char *path)
{
	struct bpf_link_info info = { 0 };
	__u32 size = sizeof(info);
	int fd = bpf_obj_get(path), err;

	if (fd < 0)
		return 0;
	err = is_kind(fd, "link") ? bpf_obj_get_info_by_fd(fd, &info, &size) : -EINVAL;
	close(fd);
	return err || info.type != BPF_LINK_TYPE_UNSPEC ? 0 : info.prog_id;
}

__u32 hidbpf_pin_id(const char *path)
{
	const struct hidbpf_front_end_calls *calls = hidbpf_front_end_calls();
	int fd = calls ? bpf_obj_get(path) : -1;
	__u32 id = 0;

	if (fd < 0)
		return 0;
	if (is_kind(fd, calls->pin_kind))
		id = calls->pin_id(fd);
	close(fd);
	return id;
}

int hidbpf_detach_pathless(int hid_id)
{
	const struct hidbpf_front_end_calls *calls = hidbpf_front_end_calls();

	return calls && calls->detach_pathless ? calls->detach_pathless(hid_id) : 0;
}
