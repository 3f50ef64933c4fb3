// SPDX-License-Identifier: GPL-2.0-only
/*
 * Makes ftrace refuse hid_bpf_compat while this module is loaded: to release the functions that it
 * redirects, as ftrace does after an error of its own (ftrace_kill()), or, if the parameter "again"
 * is set, so many times to redirect them, as it does while the BPF core changes a trampoline.
 */
#include <linux/ftrace.h>
#include <linux/kallsyms.h>
#include <linux/kprobes.h>
#include <linux/module.h>
#include <linux/string.h>

static unsigned int again;
static bool only_again;
module_param(again, uint, 0400);

static int refuse_for_now(struct ftrace_ops *ops)
{
	return -EAGAIN;
}

static int refuse(struct ftrace_ops *ops)
{
	return -ENODEV;
}

static bool is_ours(const struct pt_regs *regs)
{
	const struct ftrace_ops *ops = (void *)regs_get_kernel_argument((void *)regs, 0);
	char symbol[KSYM_SYMBOL_LEN];

	sprint_symbol(symbol, (unsigned long)ops->func);
	return strstr(symbol, "[hid_bpf_compat]");
}

static int before_register(struct kprobe *probe, struct pt_regs *regs)
{
	if (!again || !is_ours(regs))
		return 0;
	again--;
	instruction_pointer_set(regs, (unsigned long)refuse_for_now);
	return 1;
}

static int before_unregister(struct kprobe *probe, struct pt_regs *regs)
{
	if (only_again || !is_ours(regs))
		return 0;
	instruction_pointer_set(regs, (unsigned long)refuse);
	return 1;
}

/* Keeps the kernel from optimizing the probes, which then could not redirect. */
static void after(struct kprobe *probe, struct pt_regs *regs, unsigned long flags)
{
}

static struct kprobe register_probe = {
	.symbol_name = "register_ftrace_function",
	.pre_handler = before_register,
	.post_handler = after,
};

static struct kprobe unregister_probe = {
	.symbol_name = "unregister_ftrace_function",
	.pre_handler = before_unregister,
	.post_handler = after,
};

static int __init stuck_init(void)
{
	int ret;

	only_again = again;
	ret = register_kprobe(&register_probe);
	if (ret)
		return ret;
	ret = register_kprobe(&unregister_probe);
	if (ret)
		unregister_kprobe(&register_probe);
	return ret;
}

static void __exit stuck_exit(void)
{
	unregister_kprobe(&unregister_probe);
	unregister_kprobe(&register_probe);
}

module_init(stuck_init);
module_exit(stuck_exit);

MODULE_DESCRIPTION("Makes ftrace refuse hid_bpf_compat, for tests");
MODULE_LICENSE("GPL");
