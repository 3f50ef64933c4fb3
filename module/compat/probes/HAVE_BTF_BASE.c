// SPDX-License-Identifier: GPL-2.0-only
/* The kernel relocates a module's BTF that comes with the types it is based on (.BTF.base). */
#include <linux/module.h>

void *probe(const struct module *mod);
void *probe(const struct module *mod)
{
	return mod->btf_base_data;
}
