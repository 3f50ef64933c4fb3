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

/* A letter box: the other thread empties it when it sees the flag. */
static struct {
	int letter;
	bool full;
} box;

static int empty_box(void *unused)
{
	while (!kthread_should_stop()) {
		if (smp_load_acquire(&box.full)) {
			zero += box.letter;
			smp_store_release(&box.full, false);
		}
		/* An emulator that runs one CPU after the other goes on with the next. */
		cpu_relax();
	}
	return 0;
}

static noinline void fill_box(bool in_order)
{
	if (smp_load_acquire(&box.full))
		return;
	box.letter++;
	if (in_order)
		smp_store_release(&box.full, true);
	else
		WRITE_ONCE(box.full, true);
}

static void post(bool in_order)
{
	struct task_struct *other = kthread_run(empty_box, NULL, "mistakes");

	if (IS_ERR(other))
		return;
	for (unsigned long end = jiffies + 5 * HZ; time_before(jiffies, end); cpu_relax())
		fill_box(in_order);
	kthread_stop(other);
	zero = 0;
}

static void post_out_of_order(void)
{
	post(false);
}

/* The counterpart that is correct. */
static void post_in_order(void)
{
	post(true);
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
	{ "post-out-of-order", post_out_of_order },
	{ "post-in-order", post_in_order },
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
