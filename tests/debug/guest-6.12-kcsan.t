#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# The guest tests on a 6.12 that watches for accesses that nothing orders.
exec "$(dirname "$0")/../guest/in-kernel" debug-6.12-kcsan module
