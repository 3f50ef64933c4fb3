// SPDX-License-Identifier: GPL-2.0-only
/*
 * Selecting the method of intercepting hid-core, and waiting for intercepted calls before unload.
 *
 * An intercepted call runs in this module's text. Almost all of it is an SRCU section: of
 * hbc_events if it receives a report, otherwise of "entered". The few instructions before and after
 * never sleep voluntarily, so they are covered by RCU tasks, and in interrupts by RCU.
 */

#include <linux/module.h>
#include <linux/rcupdate.h>
#include <linux/srcu.h>
#include <linux/string.h>

#include "device.h"
#include "intercept.h"

/* Held by every intercepted call, except for those that receive a report. */
DEFINE_STATIC_SRCU(entered);

const struct hbc_intercept *hbc_intercept;

static char intercept[16] = "auto";
module_param_string(intercept, intercept, sizeof(intercept), 0444);
MODULE_PARM_DESC(intercept,
		 "how to intercept hid-core: ftrace, driver, or auto (ftrace, else driver)");

static int choose(const struct hbc_intercept *method)
{
	int ret = method->init ? method->init() : 0;

	if (ret)
		return ret;
	hbc_intercept = method;
	/* From now on /sys/module shows the selected method. */
	strscpy(intercept, method->name, sizeof(intercept));
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
		pr_err("invalid intercept=%s: expected auto, ftrace or driver\n", intercept);
		return -EINVAL;
	}

	ret = choose(&hbc_intercept_ftrace);
	if (!ret)
		return 0;
	pr_warn("falling back to driver callbacks (intercept=driver), which do not see requests, until the module is loaded again\n");
	return choose(&hbc_intercept_driver);
}

/* Waits for calls between hid-core's decision to call us and our first line, or after our last. */
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
