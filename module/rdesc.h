/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Report descriptors changed by a program.
 *
 * The changed descriptor is kept in our state of the device, and the device is probed again. The
 * original in struct hid_device is not changed, because others read it: usbhid does after a device
 * reset. Before Linux 6.13 it is replaced while hid-core parses the descriptor for a driver. Then
 * both have room for the longer one, as a reader may get the address of one and the size of the
 * other.
 */
#ifndef HBC_RDESC_H
#define HBC_RDESC_H

#include <linux/types.h>

struct hbc_device;
struct hbc_rdesc;
struct hid_bpf_ops;
struct hid_device;

/**
 * hbc_rdesc_apply() - run a hid_rdesc_fixup and probe the device with the result
 * @dev: the device
 * @ops: ops just attached to @dev, with a hid_rdesc_fixup
 *
 * If the program fails, the original descriptor is used, as in native HID-BPF. The device is always
 * probed again: the program may have changed its name.
 *
 * Context: process context, may sleep; takes device_lock() and hbc_devices_lock. Waits until the
 * device has been probed, in spite of any signal.
 */
void hbc_rdesc_apply(struct hbc_device *dev, struct hid_bpf_ops *ops);

/**
 * hbc_rdesc_restore() - probe the device with its original descriptor again
 * @dev: a device whose ops with the hid_rdesc_fixup were detached
 *
 * Context: as for hbc_rdesc_apply().
 */
void hbc_rdesc_restore(struct hbc_device *dev);

/**
 * hbc_rdesc_free() - free a changed descriptor after its last reader has left
 * @rdesc: the descriptor, which no device uses any more, or NULL
 *
 * Context: any.
 */
void hbc_rdesc_free(struct hbc_rdesc *rdesc);

/**
 * hbc_open_report() - hid_open_report() with the descriptor changed by a program
 * @hdev: the device, being probed
 *
 * Context: process context, may sleep; device_lock() is held. Takes hbc_devices_lock.
 * Return: the value returned by hid_open_report().
 */
int hbc_open_report(struct hid_device *hdev);

/**
 * hbc_rdesc_copy() - copy the descriptor changed by a program, for a driver to change further
 * @hdev: the device, being probed
 * @size: set to the size of the copy, if there is one
 *
 * Context: process context, may sleep; device_lock() is held. Takes hbc_devices_lock.
 * Return: a copy owned by the device's state, valid while device_lock() is held; NULL if no program
 * changed the descriptor.
 */
u8 *hbc_rdesc_copy(struct hid_device *hdev, unsigned int *size);

/**
 * hbc_group_scan() - find the group in which hid-core puts a device with a report descriptor
 * @hdev: the device; the group also depends on its vendor and product
 * @rdesc: the descriptor
 * @size: bytes in @rdesc
 *
 * Return: HID_GROUP_GENERIC or a special group; HID_GROUP_ANY if memory runs out.
 */
u16 hbc_group_scan(const struct hid_device *hdev, const u8 *rdesc, unsigned int size);

#endif /* HBC_RDESC_H */
