#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Failing allocations on a 6.1 that watches memory, locks and objects.
exec "$(dirname "$0")/../faults/in-kernel" debug-6.1-kasan
