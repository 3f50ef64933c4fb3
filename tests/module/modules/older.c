// SPDX-License-Identifier: GPL-2.0-only
/* Has the function by which HID-BPF of Linux 6.3 to 6.10 is recognized. */
#include <linux/compiler.h>
#include <linux/module.h>

static noinline __used void dispatch_hid_bpf_device_event(void)
{
	barrier();
}

MODULE_DESCRIPTION("Looks like the older HID-BPF, for tests");
MODULE_LICENSE("GPL");
