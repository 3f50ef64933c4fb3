// SPDX-License-Identifier: GPL-2.0-only
/* hid_bpf_compat: the HID-BPF of Linux 7.3 for kernels without it. Load and unload. */

#include <linux/module.h>
#include <linux/workqueue.h>

#include "compat/older.h"
#include "counts.h"
#include "device.h"
#include "frontend.h"
#include "intercept.h"
#include "kfuncs.h"

static int __init refuse_native(void)
{
	/* Since 6.11, when HID-BPF became a struct_ops. */
	if (hbc_compat_symbol("dispatch_hid_bpf_raw_requests")) {
		pr_err("this kernel has native HID-BPF (CONFIG_HID_BPF=y), beside which the module does not load\n");
		return -ENODEV;
	}
	/* Every form of HID-BPF since 6.3 has it: hid-core calls it for each report. */
	if (!HBC_HAVE_OLDER && hbc_compat_symbol("dispatch_hid_bpf_device_event")) {
		pr_err("this kernel has the older HID-BPF of Linux 6.3 to 6.10 (CONFIG_HID_BPF=y), but the module was built for one that has none: build it again\n");
		return -ENODEV;
	}
	return 0;
}

/*
 * The front end comes last: the BPF core has no way to unregister it. The BPF core offers it to no
 * program until the module is live, and drops it with the module's BTF if loading fails.
 */
static int __init hbc_init(void)
{
	int ret;

	ret = refuse_native();
	if (ret)
		return ret;

	hbc_wq = alloc_workqueue(KBUILD_MODNAME, WQ_UNBOUND, 0);
	if (!hbc_wq)
		return -ENOMEM;

	ret = hbc_intercept_init();
	if (ret)
		goto err_wq;
	ret = hbc_devices_init();
	if (ret)
		goto err_intercept;
	ret = hbc_kfuncs_init();
	if (ret) {
		pr_err("the BPF core rejected the module's kfuncs (%d): " HBC_NO_BTF, ret);
		goto err_devices;
	}
	ret = hbc_frontend_init();
	if (ret)
		goto err_devices;

	hbc_counts_init();
	pr_info("HID-BPF programs can be attached (intercept=%s)\n", hbc_intercept->name);
	return 0;

err_devices:
	hbc_devices_exit();
err_intercept:
	hbc_intercept_exit();
err_wq:
	destroy_workqueue(hbc_wq);
	return ret;
}

/* Attached ops and loaded programs hold a reference to the module, so none are left here. */
static void __exit hbc_exit(void)
{
	hbc_counts_exit();
	hbc_frontend_exit();
	hbc_devices_exit();
	/* Drains it: hid-core is no longer intercepted, and the states of devices are freed. */
	destroy_workqueue(hbc_wq);
	hbc_intercept_exit();
}

module_init(hbc_init);
module_exit(hbc_exit);

MODULE_DESCRIPTION("HID-BPF for kernels without it");
MODULE_LICENSE("GPL");
MODULE_VERSION(HBC_VERSION);
