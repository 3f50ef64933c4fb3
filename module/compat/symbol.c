// SPDX-License-Identifier: GPL-2.0-only
/* Finding a kernel function by name: the kernel exports no function for that. */

#include <linux/kprobes.h>

/*
 * Registering a disabled kprobe patches nothing, but resolves the name to the address that ftrace
 * uses for the function (after an ENDBR instruction, if there is one).
 */
unsigned long hbc_compat_symbol(const char *name)
{
	struct kprobe kp = { .symbol_name = name, .flags = KPROBE_FLAG_DISABLED };
	unsigned long addr;

	if (register_kprobe(&kp))
		return 0;
	addr = (unsigned long)kp.addr;
	unregister_kprobe(&kp);
	return addr;
}
