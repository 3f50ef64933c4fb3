/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Included before everything else in hid-core.c of 6.12: has it call HID-BPF as hid-core of Linux
 * 6.3 to 6.10 does. If hid-core changes what it calls, this does not compile.
 */
#ifndef OLDER_HID_CORE_H
#define OLDER_HID_CORE_H

#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/hid.h>
#include <linux/hid-debug.h>
#include <linux/module.h>

/* struct hid_device has its member now; what else depends on this is about newer HID-BPF. */
#undef CONFIG_HID_BPF

static inline u8 *older_device_event(struct hid_device *hdev, enum hid_report_type type, u8 *data,
				     size_t *bufsize, u32 *size, int interrupt, u64 source,
				     bool from_bpf)
{
	u8 *changed = dispatch_hid_bpf_device_event(hdev, type, data, size, interrupt);

	if (!IS_ERR(changed) && changed != data)
		*bufsize = hdev->bpf.allocated_data;
	return changed;
}

/* The older HID-BPF does not see requests. */
static inline int older_raw_requests(struct hid_device *hdev, unsigned char reportnum, u8 *buf,
				     u32 size, enum hid_report_type rtype,
				     enum hid_class_request reqtype, u64 source, bool from_bpf)
{
	return 0;
}

static inline int older_output_report(struct hid_device *hdev, u8 *buf, u32 size, u64 source,
				      bool from_bpf)
{
	return 0;
}

static inline u8 *older_rdesc_fixup(struct hid_device *hdev, const u8 *rdesc, unsigned int *size)
{
	return call_hid_bpf_rdesc_fixup(hdev, (u8 *)rdesc, size);
}

static inline int older_device_init(struct hid_device *hdev)
{
	hid_bpf_device_init(hdev);
	return 0;
}

/* hid-core's init and exit functions call these two, and nothing else does. */
static inline void older_debug_init(void)
{
	static struct hid_bpf_ops ops = {
		.hid_hw_raw_request = hid_hw_raw_request,
		.owner = THIS_MODULE,
		.bus_type = &hid_bus_type,
	};

	hid_bpf_ops = &ops;
	hid_debug_init();
}

static inline void older_debug_exit(void)
{
	hid_debug_exit();
	hid_bpf_ops = NULL;
}

#define dispatch_hid_bpf_device_event older_device_event
#define dispatch_hid_bpf_raw_requests older_raw_requests
#define dispatch_hid_bpf_output_report older_output_report
#define call_hid_bpf_rdesc_fixup older_rdesc_fixup
#define hid_bpf_device_init older_device_init
#define hid_debug_init older_debug_init
#define hid_debug_exit older_debug_exit

#endif /* OLDER_HID_CORE_H */
