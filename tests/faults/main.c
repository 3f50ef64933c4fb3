// SPDX-License-Identifier: GPL-2.0-only
/*
 * The tests of failing allocations.
 *
 * The kernel reports some of these allocations as warnings with a stack trace. So warnings are kept
 * off the console, which the harness judges, and are judged here, after each test.
 */
#include "lib/kmsg.h"
#include "lib/tap.h"

#include <sys/klog.h>

#define SET_CONSOLE_LEVEL 8
#define ERRORS_ONLY 4
#define ALL_BUT_DEBUG 7

int main(int argc, char **argv)
{
	int ret;

	kmsg_excuse_failed_allocations();
	klogctl(SET_CONSOLE_LEVEL, NULL, ERRORS_ONLY);
	ret = test_main(argc, argv);
	klogctl(SET_CONSOLE_LEVEL, NULL, ALL_BUT_DEBUG);
	return ret;
}
