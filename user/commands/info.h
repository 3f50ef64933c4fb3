/* SPDX-License-Identifier: GPL-2.0-only */
/* The kinds of "hidbpf info". */
#ifndef COMMANDS_INFO_H
#define COMMANDS_INFO_H

#include "device/device.h"

#include <stdbool.h>

/*
 * Print a device, an object file, or a recording: DONE, or an exit code with a message. choice is
 * the value of --device, or NULL.
 */
int info_device(const struct device_info *info, bool json);
int info_object(const char *path, bool json);
int info_recording(const char *path, const char *choice, bool json);

#endif
