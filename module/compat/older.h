/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The kernel's older HID-BPF (6.3 to 6.10), beside which the module works: running its programs
 * where hid-core would, and counting them. Kernels without it have no such programs.
 *
 * The kernel attaches and detaches them under a mutex of its own. While it holds that, it may probe
 * the device again, which takes device_lock(). Nothing here, and nothing that a probe waits for,
 * takes that mutex.
 */
#ifndef HBC_OLDER_H
#define HBC_OLDER_H

struct hbc_report;

#ifdef HAVE_OLDER_HID_BPF

#define HBC_HAVE_OLDER true

/**
 * hbc_older_event() - pass a report to the device's programs for the older HID-BPF
 * @hdev: the device, bound to a driver
 * @report: the report; updated with the programs' changes, and its data then lie in hid-core's own
 *	    buffer
 *
 * Does nothing for a report that hid-core has already passed to them. A report that is longer than
 * their buffer is refused, because hid-core would copy it nevertheless.
 *
 * Context: as for hbc_input_report(), with driver_input_lock held.
 * Return: 0, or a negative number if the report must not be processed any further.
 */
int hbc_older_event(struct hid_device *hdev, struct hbc_report *report);

/**
 * hbc_older_fixup() - pass a report descriptor to the device's program for the older HID-BPF
 * @hdev: the device, which is being probed
 * @rdesc: the descriptor, in a buffer of HID_MAX_DESCRIPTOR_SIZE bytes; changed by the program
 * @size: bytes in @rdesc; updated
 *
 * Context: process context, may sleep.
 */
void hbc_older_fixup(struct hid_device *hdev, u8 *rdesc, unsigned int *size);

/**
 * hbc_older_count() - count the programs for the older HID-BPF that a device has
 * @hdev: the device
 * @nr_events: set to the number of those that get reports
 * @nr_fixups: set to the number of those that change the report descriptor
 *
 * The kernel takes programs off its lists shortly after they have been detached.
 */
void hbc_older_count(struct hid_device *hdev, u32 *nr_events, u32 *nr_fixups);

#else

#define HBC_HAVE_OLDER false

static inline int hbc_older_event(struct hid_device *hdev, struct hbc_report *report)
{
	return 0;
}

static inline void hbc_older_fixup(struct hid_device *hdev, u8 *rdesc, unsigned int *size)
{
}

static inline void hbc_older_count(struct hid_device *hdev, u32 *nr_events, u32 *nr_fixups)
{
}

#endif

#endif /* HBC_OLDER_H */
