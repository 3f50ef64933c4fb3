// SPDX-License-Identifier: GPL-2.0-only
/* Asks the running system how it takes ops. */
#include "libhidbpf/private.h"

#include "../../module/uapi/hid_bpf_compat.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define BTF_DIR "/sys/kernel/btf"
#define STRUCT_OPS_TYPE "bpf_struct_ops_hid_bpf_ops"

/* Looks for the type's name, which nothing else has; parsing all types would take much longer. */
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

static bool some_has_struct_ops(void)
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

/*
 * The device is asked for first, as that is quick: a kernel that has it does not have the other.
 * Most have the type in one of two modules.
 */
enum hidbpf_front_end hidbpf_front_end(void)
{
	if (!access(HID_BPF_COMPAT_DEVICE, F_OK))
		return HIDBPF_TRACING;
	if (has_struct_ops("hid_bpf_compat") || has_struct_ops("hid") || some_has_struct_ops())
		return HIDBPF_STRUCT_OPS;
	return HIDBPF_NO_FRONT_END;
}
