/* SPDX-License-Identifier: GPL-2.0-only */
/* The kernel log, as dmesg shows it. */
#ifndef DEVICE_KERNEL_LOG_H
#define DEVICE_KERNEL_LOG_H

#include "device/device.h"

#include <stdbool.h>
#include <stddef.h>

/*
 * Reads the whole log, freed by the caller. Each line begins with its level and time: "<3>[ 1.2]".
 * NULL with errno if it cannot be read, which may be reserved for root.
 */
char *kernel_log_read(void);

/*
 * Copies why hid-core last refused the report descriptor of a device, as it logged it, such as
 * "unbalanced collection at end of report description". Returns false, with text empty, if the log
 * does not say that it did, or cannot be read.
 */
bool kernel_log_refusal(const struct device *device, char *text, size_t size);

#endif
