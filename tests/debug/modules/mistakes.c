// SPDX-License-Identifier: GPL-2.0-only
/*
 * Makes one mistake that a debug kernel must detect; the parameter "make" selects it.
 *
 * Loading always fails, so that one guest can make several mistakes.
 */
#include <linux/kthread.h>
#include <linux/module.h>
#include <linux/mutex.h>
#include <linux/slab.h>
#include <linux/workqueue.h>

static char *make = "";
module_param(make, charp, 0);

/* Volatile, so that the compiler does not detect the mistakes. */
static volatile int zero;

static void use_freed(void)
{
	volatile char *memory = kmalloc(64, GFP_KERNEL);

	kfree((void *)memory);
	if (memory)
		memory[zero] = 1;
}

static void leak(void)
{
	volatile char *memory = kzalloc(64, GFP_KERNEL);

	if (memory)
		memory[zero] = 1;
}

static void lock_in_two_orders(void)
{
	static DEFINE_MUTEX(first);
	static DEFINE_MUTEX(second);

	mutex_lock(&first);
	mutex_lock(&second);
	mutex_unlock(&second);
	mutex_unlock(&first);
	mutex_lock(&second);
	mutex_lock(&first);
	mutex_unlock(&first);
	mutex_unlock(&second);
}

static void dereference_outside(void)
{
	static int __rcu *pointer;

	if (rcu_dereference(pointer))
		zero = 0;
}

static void sleep_atomically(void)
{
	preempt_disable();
	might_sleep();
	preempt_enable();
}

static void nothing(struct work_struct *work)
{
}

static void free_pending_work(void)
{
	struct delayed_work *work = kzalloc(sizeof(*work), GFP_KERNEL);

	if (!work)
		return;
	INIT_DELAYED_WORK(work, nothing);
	schedule_delayed_work(work, 10 * HZ);
	kfree(work);
}

static void shift_too_far(void)
{
	zero = 1 << (zero + 40);
	zero = 0;
}

static void count_up(int *number)
{
	++*number;
	/* Every increment is written to memory. */
	barrier();
}

static int count(void *number)
{
	while (!kthread_should_stop())
		count_up(number);
	return 0;
}

static void race(void)
{
	static int number;
	struct task_struct *other = kthread_run(count, &number, "mistakes");

	if (IS_ERR(other))
		return;
	for (unsigned long end = jiffies + 5 * HZ; time_before(jiffies, end);)
		count_up(&number);
	kthread_stop(other);
}

static const struct mistake {
	const char *name;
	void (*make)(void);
} mistakes[] = {
	{ "use-freed", use_freed },
	{ "leak", leak },
	{ "lock-in-two-orders", lock_in_two_orders },
	{ "dereference-outside", dereference_outside },
	{ "sleep-atomically", sleep_atomically },
	{ "free-pending-work", free_pending_work },
	{ "shift-too-far", shift_too_far },
	{ "race", race },
};

static int __init mistakes_init(void)
{
	for (size_t i = 0; i < ARRAY_SIZE(mistakes); i++) {
		if (strcmp(make, mistakes[i].name))
			continue;
		mistakes[i].make();
		return -ECANCELED;
	}
	pr_err("no such mistake: %s\n", make);
	return -EINVAL;
}
module_init(mistakes_init);

MODULE_DESCRIPTION("Mistakes for the debug kernels to find");
MODULE_LICENSE("GPL");
