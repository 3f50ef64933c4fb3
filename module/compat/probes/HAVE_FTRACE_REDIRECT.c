// SPDX-License-Identifier: GPL-2.0-only
/* An ftrace callback can read a function's arguments and redirect the call. */
#include <linux/ftrace.h>

#ifndef CONFIG_DYNAMIC_FTRACE_WITH_ARGS
#error "ftrace does not pass function arguments"
#endif

void probe(unsigned long ip, unsigned long parent_ip, struct ftrace_ops *op,
	   struct ftrace_regs *fregs);
void probe(unsigned long ip, unsigned long parent_ip, struct ftrace_ops *op,
	   struct ftrace_regs *fregs)
{
	ftrace_regs_set_instruction_pointer(fregs, ftrace_regs_get_argument(fregs, 0));
}

ftrace_func_t probe_func = probe;
unsigned int probe_flags = FTRACE_OPS_FL_IPMODIFY | FTRACE_OPS_FL_PERMANENT;
