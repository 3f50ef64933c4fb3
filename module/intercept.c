// SPDX-License-Identifier: GPL-2.0-only
/*
 * Choosing the way into hid-core, and leaving it without pulling text from under a caller.
 *
 * A call that comes from hid-core runs in this module's text. From its first line to its last it
 * holds an SRCU: hbc_events if it brings a report, "entered" otherwise. The few instructions before
 * and after do not sleep voluntarily, so RCU tasks, and RCU for interrupts, cover them.
 */

#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/module.h>
#include <linux/rcupdate.h>
#include <linux/srcu.h>
#include <linux/string.h>

#include "device.h"
#include "intercept.h"

/* Held by every call that is inside a function of ours which hid-core calls, but for reports. */
DEFINE_STATIC_SRCU(entered);

const struct hbc_intercept *hbc_intercept;

static char *intercept = "auto";
module_param(intercept, charp, 0444);
MODULE_PARM_DESC(intercept,
		 "how to enter hid-core: ftrace, driver, or auto (ftrace where it works)");

static int choose(const struct hbc_intercept *way)
{
	int ret = way->init ? way->init() : 0;

	if (ret)
		return ret;
	hbc_intercept = way;
	/* What the parameter says from now on, in /sys/module. */
	intercept = (char *)way->name;
	return 0;
}

int hbc_intercept_init(void)
{
	int ret;

	if (!strcmp(intercept, "ftrace"))
		return choose(&hbc_intercept_ftrace);
	if (!strcmp(intercept, "driver"))
		return choose(&hbc_intercept_driver);
	if (strcmp(intercept, "auto")) {
		pr_err("intercept=%s: can be auto, ftrace or driver\n", intercept);
		return -EINVAL;
	}

	ret = choose(&hbc_intercept_ftrace);
	if (!ret)
		return 0;
	pr_warn("falling back to the callbacks of drivers, which do not see requests\n");
	return choose(&hbc_intercept_driver);
}

/* Nobody is left between hid-core's decision to call us and our first line, or behind our last. */
static void wait_for_calls_outside(void)
{
	synchronize_rcu_tasks();
	synchronize_rcu();
}

void hbc_intercept_exit(void)
{
	wait_for_calls_outside();
	synchronize_srcu(&hbc_events);
	synchronize_srcu(&entered);
	wait_for_calls_outside();
	hbc_intercept->exit();
}

int hbc_intercept_enter(void)
{
	return hbc_srcu_enter(&entered);
}

void hbc_intercept_leave(int idx)
{
	hbc_srcu_leave(&entered, idx);
}
