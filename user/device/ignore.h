/* SPDX-License-Identifier: GPL-2.0-only */
/* Devices that automatic loading ignores. */
#ifndef DEVICE_IGNORE_H
#define DEVICE_IGNORE_H

#include "device/device.h"

#include <stdbool.h>

/* The kernel itself takes a parameter with a dot for one of a module, and ignores it. */
#define IGNORE_PARAMETER "hidbpf.auto=off"
#define IGNORE_FILE "/etc/hid-bpf/ignore"
#define IGNORE_PROPERTY "HID_BPF_IGNORE_DEVICE"

/* Whether all devices are ignored, because the kernel was booted with IGNORE_PARAMETER. */
bool ignore_all_devices(void);

/*
 * Whether the device is ignored, and the reason: IGNORE_PARAMETER, its udev property
 * IGNORE_PROPERTY, or a line of IGNORE_FILE. A line is VENDOR:PRODUCT or a pattern for modaliases,
 * such as hid:b0003g*v0000046Dp*; "#" begins a comment. Invalid lines are reported and skipped.
 */
bool ignore_device(const struct device_info *info, const char **reason);

#endif
