// SPDX-License-Identifier: GPL-2.0-only
/* Redirects a function of hid-core, as a livepatch would, and changes nothing. */
#include <linux/ftrace.h>
#include <linux/module.h>

static char function[] = "hid_hw_output_report";

static void leave_alone(unsigned long ip, unsigned long parent_ip, struct ftrace_ops *op,
			struct ftrace_regs *fregs)
{
}

static struct ftrace_ops rival_ops = {
	.func = leave_alone,
	.flags = FTRACE_OPS_FL_SAVE_REGS_IF_SUPPORTED | FTRACE_OPS_FL_IPMODIFY,
};

static int __init rival_init(void)
{
	int ret = ftrace_set_filter(&rival_ops, function, strlen(function), 1);

	return ret ?: register_ftrace_function(&rival_ops);
}

static void __exit rival_exit(void)
{
	unregister_ftrace_function(&rival_ops);
	ftrace_free_filter(&rival_ops);
}

module_init(rival_init);
module_exit(rival_exit);

MODULE_DESCRIPTION("Redirects a function of hid-core, for tests");
MODULE_LICENSE("GPL");
