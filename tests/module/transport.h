/* SPDX-License-Identifier: GPL-2.0-only */
/* Reports from transport.ko, which tests/module/modules builds. */
#ifndef TESTS_MODULE_TRANSPORT_H
#define TESTS_MODULE_TRANSPORT_H

#include "lib/device.h"

/*
 * The transport driver sends the report 1, 0, 5, 7 with hid_input_report(), whatever state the
 * device is in. The context is "task" or "irq". Returns the error of hid-core, 0 if there is none,
 * or -ENODEV if the device is not on the bus; skips the test if there is no transport.ko.
 */
int transport_send(struct device *dev, const char *context);

#endif
