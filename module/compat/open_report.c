// SPDX-License-Identifier: GPL-2.0-only
/* Having hid-core parse a report descriptor other than the device's. */

#include <linux/hid.h>
#include <linux/slab.h>

#ifdef HAVE_BPF_RDESC
/*
 * hid-core keeps what it parsed in rdesc, unless the driver changed it, and frees that with the
 * parsed reports if it is neither dev_rdesc nor bpf_rdesc.
 */
int hbc_compat_open_report(struct hid_device *hdev, const u8 *rdesc, unsigned int size)
{
	const u8 *original = hdev->bpf_rdesc;
	unsigned int original_size = hdev->bpf_rsize;
	u8 *copy = kmemdup(rdesc, size, GFP_KERNEL);
	int ret;

	if (!copy)
		return -ENOMEM;
	hdev->bpf_rdesc = copy;
	hdev->bpf_rsize = size;
	ret = hid_open_report(hdev);
	hdev->bpf_rdesc = original;
	hdev->bpf_rsize = original_size;
	if (hdev->rdesc != copy)
		kfree(copy);
	return ret;
}
#else
int hbc_compat_open_report(struct hid_device *hdev, const u8 *rdesc, unsigned int size)
{
	typeof(hdev->dev_rdesc) original = hdev->dev_rdesc;
	unsigned int original_size = hdev->dev_rsize;
	int ret;

	/*
	 * Others read it without a lock. An address dependency orders their reads. These stores
	 * order the contents, even if another CPU than this has written them.
	 */
	smp_store_release(&hdev->dev_rdesc, (typeof(original))rdesc);
	WRITE_ONCE(hdev->dev_rsize, size);
	ret = hid_open_report(hdev);
	smp_store_release(&hdev->dev_rdesc, original);
	WRITE_ONCE(hdev->dev_rsize, original_size);
	return ret;
}
#endif
