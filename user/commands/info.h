/* SPDX-License-Identifier: GPL-2.0-only */
/* The two kinds of "hidbpf info". */
#ifndef COMMANDS_INFO_H
#define COMMANDS_INFO_H

#include "device/device.h"

#include <stdbool.h>

/* Print a device, or an object file: DONE, or an exit code with a message. */
int info_device(const struct device_info *info, bool json);
int info_object(const char *path, bool json);

#endif
