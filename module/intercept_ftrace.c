// SPDX-License-Identifier: GPL-2.0-only
/*
 * Intercepting hid-core with ftrace, as livepatch does.
 *
 * One ftrace_ops is registered for all functions of hbc_entries[] while any device has ops. Its
 * callback looks up the device and, if that has ops, continues the call in our replacement. Calls
 * for other devices continue in hid-core.
 */

#include <linux/ftrace.h>
#include <linux/lockdep.h>
#include <linux/module.h>
#include <linux/mutex.h>
#include <linux/rcupdate.h>
#include <linux/sched.h>
#include <linux/workqueue.h>

#include "device.h"
#include "intercept.h"

#define MAX_ENTRIES 16

static DEFINE_MUTEX(intercept_lock); /* protects the following, serialises arming and disarming */
static unsigned int users;
static bool armed; /* ftrace may call redirect() */
static bool stuck; /* and refused to stop that; holds a reference to this module */

static void disarm_when_unused(struct work_struct *work);
static DECLARE_WORK(disarm_work, disarm_when_unused);

/* ftrace's call is within the first few bytes of a function, whatever precedes it there. */
#define CALL_SITE_RANGE 16

/*
 * The addresses are read without a lock: find_and_test() has waited for a grace period since they
 * were stored, and no device had ops before.
 */
static __always_inline const struct hbc_entry *entry_at(unsigned long ip)
{
	const struct hbc_entry *entry = hbc_entries;

	do
		if (ip - entry->ip < CALL_SITE_RANGE)
			return entry;
	while ((++entry)->name);
	return NULL;
}

/*
 * Called by ftrace on entry to hid-core's functions, in any context but NMI, possibly with
 * interrupts disabled. It calls nothing that ftrace can trace, so it needs no recursion protection.
 * Disabling preemption makes it an RCU read-side section for the lookup.
 */
static void notrace redirect(unsigned long ip, unsigned long parent_ip, struct ftrace_ops *op,
			     struct ftrace_regs *fregs)
{
	const struct hid_device *hdev = (void *)ftrace_regs_get_argument(fregs, 0);
	const struct hbc_entry *entry;

	preempt_disable_notrace();
	if (hbc_device_has_ops(hdev)) {
		entry = entry_at(ip);
		if (entry && !(entry->calls_original && within_module(parent_ip, THIS_MODULE)))
			ftrace_regs_set_instruction_pointer(fregs,
							    (unsigned long)entry->replacement);
	}
	preempt_enable_notrace();
}

/* PERMANENT: kernel.ftrace_enabled=0 is refused while a device relies on its programs. */
static struct ftrace_ops intercept_ops = {
	.func = redirect,
	.flags = FTRACE_OPS_FL_IPMODIFY | FTRACE_OPS_FL_PERMANENT | HBC_FTRACE_FLAGS,
};

static int arm(void)
{
	int ret;

	lockdep_assert_held(&intercept_lock);

	/* While the BPF core changes a trampoline at one of the functions, after a short sleep. */
	do
		ret = register_ftrace_function(&intercept_ops);
	while (ret == -EAGAIN);
	if (ret == -EBUSY)
		pr_err_ratelimited(
			"cannot intercept hid-core: ftrace is disabled (kernel.ftrace_enabled=0), or a livepatch or another module already redirects one of its functions\n");
	else if (ret)
		pr_err_ratelimited(
			"cannot intercept hid-core: registering with ftrace failed (%d)\n", ret);
	armed = !ret;
	return ret;
}

/*
 * Waits until every CPU has left the ftrace trampoline of intercept_ops. If ftrace has shut itself
 * down after an error of its own, it refuses, and goes on calling redirect().
 */
static void disarm(void)
{
	int ret;

	lockdep_assert_held(&intercept_lock);

	ret = unregister_ftrace_function(&intercept_ops);
	if (ret && !stuck) {
		__module_get(THIS_MODULE);
		stuck = true;
		pr_err("ftrace does not release hid-core (%d): the module cannot be unloaded\n",
		       ret);
	}
	if (ret)
		return;
	armed = false;
	if (stuck)
		module_put(THIS_MODULE);
	stuck = false;
}

static void disarm_when_unused(struct work_struct *work)
{
	mutex_lock(&intercept_lock);
	if (armed && !users)
		disarm();
	mutex_unlock(&intercept_lock);
}

static int enter_by_ftrace(void)
{
	int ret = 0;

	mutex_lock(&intercept_lock);
	if (!armed)
		ret = arm();
	if (!ret)
		users++;
	mutex_unlock(&intercept_lock);
	return ret;
}

static void leave_by_ftrace(void)
{
	mutex_lock(&intercept_lock);
	if (!--users)
		queue_work(hbc_wq, &disarm_work);
	mutex_unlock(&intercept_lock);
}

static int find_entries(void)
{
	unsigned long ips[MAX_ENTRIES];
	unsigned int n = 0;
	struct hbc_entry *entry;
	int ret;

	for (entry = hbc_entries; entry->name; entry++) {
		entry->ip = hbc_compat_symbol(entry->name);
		if (!entry->ip) {
			pr_err("cannot intercept hid-core: the function %s does not exist or cannot be patched\n",
			       entry->name);
			return -ENOENT;
		}
		if (!hbc_compat_is_called(entry)) {
			pr_err("cannot intercept hid-core: the compiler may have inlined the function %s\n",
			       entry->name);
			return -ENOENT;
		}
		ips[n++] = entry->ip;
	}

	ret = ftrace_set_filter_ips(&intercept_ops, ips, n, 0, 0);
	if (ret)
		pr_err("cannot intercept hid-core: ftrace cannot trace its functions (%d)\n", ret);
	return ret;
}

static int find_and_test(void)
{
	int ret;

	ret = find_entries();
	if (!ret)
		ret = enter_by_ftrace();
	if (ret) {
		ftrace_free_filter(&intercept_ops);
		return ret;
	}

	mutex_lock(&intercept_lock);
	users--;
	disarm();
	mutex_unlock(&intercept_lock);
	return 0;
}

/*
 * If loading fails, or unloading has begun before ftrace refused to let go, the module is freed in
 * any case, so this must not return until ftrace lets go, even if it never does.
 */
static void forget_entries(void)
{
	while (armed) {
		schedule_timeout_idle(HZ);
		disarm_when_unused(NULL);
	}
	ftrace_free_filter(&intercept_ops);
}

const struct hbc_intercept hbc_intercept_ftrace = {
	.name = "ftrace",
	.init = find_and_test,
	.exit = forget_entries,
	.get = enter_by_ftrace,
	.put = leave_by_ftrace,
};
