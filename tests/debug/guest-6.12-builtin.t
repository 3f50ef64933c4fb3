#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# The guest tests where the HID core is a part of the kernel, which watches memory, locks and objects.
exec "$(dirname "$0")/../guest/in-kernel" debug-6.12-builtin module
