// SPDX-License-Identifier: GPL-2.0-only
/* As HAVE_FTRACE_REDIRECT, but the arguments are in a struct pt_regs. */
#include <linux/ftrace.h>

#ifndef CONFIG_DYNAMIC_FTRACE_WITH_ARGS
#error "ftrace does not pass function arguments"
#endif

void probe(unsigned long ip, unsigned long parent_ip, struct ftrace_ops *op,
	   struct ftrace_regs *fregs);
void probe(unsigned long ip, unsigned long parent_ip, struct ftrace_ops *op,
	   struct ftrace_regs *fregs)
{
	ftrace_instruction_pointer_set(fregs, regs_get_kernel_argument(&fregs->regs, 0));
}

ftrace_func_t probe_func = probe;
unsigned int probe_flags = FTRACE_OPS_FL_IPMODIFY | FTRACE_OPS_FL_PERMANENT;
