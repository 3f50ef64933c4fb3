// SPDX-License-Identifier: GPL-2.0-only
/* Reads run counts from the kernel and failure counts from the module. */
#include "attachment/stats.h"

#include "../../module/uapi/hid_bpf_compat.h"

#include <bpf/bpf.h>
#include <stdio.h>
#include <unistd.h>

#define STATS "/proc/sys/kernel/bpf_stats_enabled"

bool stats_are_enabled(void)
{
	FILE *file = fopen(STATS, "re");
	int enabled = 0;

	if (!file)
		return false;
	if (fscanf(file, "%d", &enabled) != 1)
		enabled = 0;
	fclose(file);
	return enabled;
}

bool stats_program(struct program_stats *program, __u32 id)
{
	struct bpf_prog_info info = { 0 };
	__u32 size = sizeof(info);
	int fd = bpf_prog_get_fd_by_id(id), err;

	if (fd < 0)
		return false;
	err = bpf_obj_get_info_by_fd(fd, &info, &size);
	close(fd);
	if (err)
		return false;
	snprintf(program->name, sizeof(program->name), "%s", info.name);
	program->runs = info.run_cnt;
	program->run_ns = info.run_time_ns;
	return true;
}

bool stats_failures(const struct hidbpf_attached *attached, unsigned long long *drops,
		    unsigned long long *errors)
{
	FILE *file = fopen(HID_BPF_COMPAT_COUNTS, "re");
	unsigned int hid_id, id;
	bool found = false;

	while (file && !found && fscanf(file, "%x %u %llu %llu", &hid_id, &id, drops, errors) == 4)
		found = (int)hid_id == attached->hid_id && id == attached->id;
	if (file)
		fclose(file);
	return found;
}
