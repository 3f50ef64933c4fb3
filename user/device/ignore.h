/* SPDX-License-Identifier: GPL-2.0-only */
/* Devices that automatic loading leaves alone. */
#ifndef IGNORE_H
#define IGNORE_H

#include "device/device.h"

#include <stdbool.h>

#define IGNORE_FILE "/etc/hid-bpf/ignore"
#define IGNORE_PROPERTY "HID_BPF_IGNORE_DEVICE"

/*
 * Whether the device is to be left alone, and on whose word: its udev property IGNORE_PROPERTY, or a
 * line of IGNORE_FILE: VENDOR:PRODUCT, or a pattern for its modalias as hid:b0003g*v0000046Dp*; what
 * follows a # is a comment. Lines that are neither are complained about.
 */
bool ignore_device(const struct device_info *info, const char **word);

#endif
