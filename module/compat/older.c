// SPDX-License-Identifier: GPL-2.0-only
/* Programs for the kernel's older HID-BPF; older.h documents the functions. */

#include <linux/err.h>
#include <linux/minmax.h>
#include <linux/rcupdate.h>
#include <linux/slab.h>
#include <linux/string.h>

#include "../dispatch.h"
#include "older.h"

static unsigned int count(struct hid_device *hdev, enum hid_bpf_prog_type type)
{
	const struct hid_bpf_prog_list *list;
	unsigned int n = 0;

	rcu_read_lock();
	list = rcu_dereference(hdev->bpf.progs[type]);
	if (list)
		n = list->prog_cnt;
	rcu_read_unlock();
	return n;
}

int hbc_older_event(struct hid_device *hdev, struct hbc_report *report)
{
	struct hid_bpf *bpf = &hdev->bpf;
	u8 *data;

	if (report->older_ran || !count(hdev, HID_BPF_PROG_TYPE_DEVICE_EVENT))
		return 0;
	/* The kernel sets the buffer, then its size, and only then lists the first program. */
	smp_rmb();
	/* Without a buffer, until the driver has started the device, no program runs. */
	if (bpf->device_data && report->size > min_t(size_t, bpf->allocated_data, report->bufsize))
		return -EINVAL;

	data = dispatch_hid_bpf_device_event(hdev, report->type, report->data, &report->size,
					     report->interrupt);
	if (data == report->data)
		return 0;
	/* Not only an errno: a program may return any negative number. */
	if (data != bpf->device_data)
		return PTR_ERR(data);
	report->data = data;
	report->bufsize = bpf->allocated_data;
	return 0;
}

void hbc_older_fixup(struct hid_device *hdev, u8 *rdesc, unsigned int *size)
{
	unsigned int fixed_size = *size;
	u8 *fixed = call_hid_bpf_rdesc_fixup(hdev, rdesc, &fixed_size);

	if (!fixed)
		return;
	memcpy(rdesc, fixed, fixed_size);
	*size = fixed_size;
	kfree(fixed);
}

void hbc_older_count(struct hid_device *hdev, u32 *nr_events, u32 *nr_fixups)
{
	*nr_events = count(hdev, HID_BPF_PROG_TYPE_DEVICE_EVENT);
	*nr_fixups = count(hdev, HID_BPF_PROG_TYPE_RDESC_FIXUP);
}
