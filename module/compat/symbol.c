// SPDX-License-Identifier: GPL-2.0-only
/* Finding a kernel function by name, which no exported function does. */

#include <linux/kprobes.h>

#include "compat.h"

/*
 * A kprobe that is registered but disabled patches nothing; registering it resolves the name to the
 * same address that ftrace uses for the function (behind an ENDBR, if there is one).
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
