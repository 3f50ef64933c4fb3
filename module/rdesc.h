/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Report descriptors changed by a program.
 *
 * The changed descriptor is kept in our state of the device, and the device is probed again. What
 * hid-core holds as the device's own descriptor stays what it is: others look at it too, as usbhid
 * does after a reset of the device. Only while hid-core parses for a driver, ours is in its place.
 */
#ifndef HBC_RDESC_H
#define HBC_RDESC_H

#include <linux/types.h>

struct hbc_device;
struct hid_bpf_ops;
struct hid_device;

/**
 * hbc_rdesc_apply() - run a hid_rdesc_fixup and probe the device with what it made
 * @dev: the device
 * @ops: ops just attached to @dev, with a hid_rdesc_fixup
 *
 * A program that fails leaves the original descriptor in place, as in native HID-BPF. The device is
 * probed again in any case: the program may have changed its name.
 *
 * Context: process context, may sleep; takes device_lock() and hbc_devices_lock.
 */
void hbc_rdesc_apply(struct hbc_device *dev, struct hid_bpf_ops *ops);

/**
 * hbc_rdesc_restore() - go back to the original descriptor and probe the device with it
 * @dev: a device whose ops with the hid_rdesc_fixup were detached
 *
 * Context: process context, may sleep; takes device_lock() and hbc_devices_lock.
 */
void hbc_rdesc_restore(struct hbc_device *dev);

/**
 * hbc_open_report() - hid_open_report(), with the descriptor that a program made
 * @hdev: the device, being probed
 *
 * Context: process context, may sleep; device_lock() is held. Takes hbc_devices_lock.
 * Return: what hid_open_report() returns.
 */
int hbc_open_report(struct hid_device *hdev);

/**
 * hbc_rdesc_copy() - the descriptor that a program made, for a driver to change further
 * @hdev: the device, being probed
 * @size: set to its size, if there is one
 *
 * Context: process context, may sleep; device_lock() is held and keeps the copy valid. Takes
 * hbc_devices_lock.
 * Return: a copy, to be used before anything else happens to the device; NULL when the device has
 * its own descriptor.
 */
u8 *hbc_rdesc_copy(struct hid_device *hdev, unsigned int *size);

/**
 * hbc_group_scan() - the group that hid-core gives a device for a report descriptor
 * @hdev: the device: its vendor and product matter too
 * @rdesc: the descriptor
 * @size: bytes in @rdesc
 *
 * Return: HID_GROUP_GENERIC or a special group; the group it has when there is no memory to find
 * out.
 */
u16 hbc_group_scan(const struct hid_device *hdev, const u8 *rdesc, unsigned int size);

#endif /* HBC_RDESC_H */
