// SPDX-License-Identifier: GPL-2.0-only
/* Asks the running system how it takes ops. */
#include "ops_private.h"

#include "../module/uapi/hid_bpf_compat.h"

#include <bpf/btf.h>
#include <dirent.h>
#include <string.h>
#include <unistd.h>

#define BTF_DIR "/sys/kernel/btf"
#define STRUCT_OPS_TYPE "bpf_struct_ops_hid_bpf_ops"

/* Looks at the types of btf itself, not at those of its base, which has base_count. */
static bool has_struct_ops(const struct btf *btf, __u32 base_count)
{
	for (__u32 id = base_count; btf && id < btf__type_cnt(btf); id++) {
		const struct btf_type *type = btf__type_by_id(btf, id);
		const char *name = btf__name_by_offset(btf, type->name_off);

		if (btf_is_struct(type) && name && !strcmp(name, STRUCT_OPS_TYPE))
			return true;
	}
	return false;
}

static bool module_has_struct_ops(const char *name, struct btf *vmlinux)
{
	struct btf *btf = btf__load_module_btf(name, vmlinux);
	bool found = has_struct_ops(btf, btf__type_cnt(vmlinux));

	btf__free(btf);
	return found;
}

static bool some_module_has_struct_ops(struct btf *vmlinux)
{
	struct dirent *entry;
	bool found = false;
	DIR *dir = opendir(BTF_DIR);

	if (!dir)
		return false;
	while (!found && (entry = readdir(dir)))
		found = entry->d_name[0] != '.' && strcmp(entry->d_name, "vmlinux") &&
			module_has_struct_ops(entry->d_name, vmlinux);
	closedir(dir);
	return found;
}

/* The device is asked for first, as that is quick: a kernel that has it does not have the other. */
enum hid_front_end hid_front_end(void)
{
	struct btf *vmlinux;
	bool found;

	if (!access(HID_BPF_COMPAT_DEVICE, F_OK))
		return HID_TRACING;
	vmlinux = btf__load_vmlinux_btf();
	found = vmlinux && (has_struct_ops(vmlinux, 1) || some_module_has_struct_ops(vmlinux));
	btf__free(vmlinux);
	return found ? HID_STRUCT_OPS : HID_NO_FRONT_END;
}
