// SPDX-License-Identifier: GPL-2.0-only
/* The kernel has the HID-BPF of Linux 6.3 to 6.10, and hid-core calls it for each report. */
#include <linux/hid.h>

#ifndef CONFIG_HID_BPF
#error "HID-BPF is disabled"
#endif

u8 *probe(struct hid_device *hdev, u8 *data, u32 *size);
u8 *probe(struct hid_device *hdev, u8 *data, u32 *size)
{
	const struct hid_bpf_prog_list *list =
		rcu_dereference(hdev->bpf.progs[HID_BPF_PROG_TYPE_DEVICE_EVENT]);

	if (list->prog_cnt && *size <= hdev->bpf.allocated_data)
		data = call_hid_bpf_rdesc_fixup(hdev, hdev->bpf.device_data, size);
	return dispatch_hid_bpf_device_event(hdev, HID_INPUT_REPORT, data, size, 1);
}
