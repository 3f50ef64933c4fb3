// SPDX-License-Identifier: GPL-2.0-only
/* Finds out which front end the kernel has. */
#include "libhidbpf/private.h"

#include "../../module/uapi/hid_bpf_compat.h"

#include <dirent.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define BTF_DIR "/sys/kernel/btf"
#define STRUCT_OPS_TYPE "bpf_struct_ops_hid_bpf_ops"

#define UNKNOWN (-1)

/* The answer, or UNKNOWN. Threads that ask at the same time get the same one. */
static atomic_int known = UNKNOWN;

/* Searches the bytes for the name, which nothing else has: parsing all types takes much longer. */
static bool has_struct_ops(const char *name)
{
	char path[sizeof(BTF_DIR) + 256], *data = NULL;
	bool found = false;
	struct stat st;
	FILE *file;

	snprintf(path, sizeof(path), BTF_DIR "/%s", name);
	file = fopen(path, "re");
	if (file && !fstat(fileno(file), &st))
		data = malloc(st.st_size);
	if (data && fread(data, 1, st.st_size, file) == (size_t)st.st_size)
		found = memmem(data, st.st_size, STRUCT_OPS_TYPE, sizeof(STRUCT_OPS_TYPE));
	free(data);
	if (file)
		fclose(file);
	return found;
}

static bool any_has_struct_ops(void)
{
	struct dirent *entry;
	bool found = false;
	DIR *dir = opendir(BTF_DIR);

	if (!dir)
		return false;
	while (!found && (entry = readdir(dir)))
		found = entry->d_name[0] != '.' && has_struct_ops(entry->d_name);
	closedir(dir);
	return found;
}

/* The device comes first, being quick to check, and most often one of two modules has the type. */
static enum hidbpf_front_end ask(void)
{
	if (!access(HID_BPF_COMPAT_DEVICE, F_OK))
		return HIDBPF_TRACING;
	if (has_struct_ops("hid_bpf_compat") || has_struct_ops("hid") || any_has_struct_ops())
		return HIDBPF_STRUCT_OPS;
	return HIDBPF_NO_FRONT_END;
}

enum hidbpf_front_end hidbpf_front_end(void)
{
	int front_end = known;

	if (front_end == UNKNOWN)
		known = front_end = ask();
	return front_end;
}

void hidbpf_front_end_forget(void)
{
	known = UNKNOWN;
}

const struct hidbpf_front_end_calls *hidbpf_front_end_calls(void)
{
	switch (hidbpf_front_end()) {
	case HIDBPF_TRACING:
		return &hidbpf_tracing_calls;
	case HIDBPF_STRUCT_OPS:
		return &hidbpf_struct_ops_calls;
	default:
		return NULL;
	}
}
