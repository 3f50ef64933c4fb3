// SPDX-License-Identifier: GPL-2.0-only
/*
 * As HAVE_FTRACE_REDIRECT, but the registers are in a struct pt_regs: those that pass arguments, or
 * all, if the kernel saves all or none.
 */
#include <linux/ftrace.h>
#include <linux/ptrace.h>

#if !defined(CONFIG_DYNAMIC_FTRACE_WITH_ARGS) && !defined(CONFIG_DYNAMIC_FTRACE_WITH_REGS)
#error "ftrace passes neither function arguments nor registers"
#endif

void probe(unsigned long ip, unsigned long parent_ip, struct ftrace_ops *op,
	   struct ftrace_regs *fregs);
void probe(unsigned long ip, unsigned long parent_ip, struct ftrace_ops *op,
	   struct ftrace_regs *fregs)
{
	instruction_pointer_set(&fregs->regs, regs_get_kernel_argument(&fregs->regs, 0));
}

ftrace_func_t probe_func = probe;
unsigned int probe_flags =
	FTRACE_OPS_FL_IPMODIFY | FTRACE_OPS_FL_PERMANENT | FTRACE_OPS_FL_SAVE_REGS;
