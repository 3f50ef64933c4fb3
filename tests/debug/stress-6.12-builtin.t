#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# The stress where the HID core is a part of the kernel, with 2 CPUs.
exec "$(dirname "$0")/../stress/in-kernel" debug-6.12-builtin 60 2
