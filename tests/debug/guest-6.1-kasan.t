#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# The guest tests on a 6.1 that watches memory, locks and objects.
exec "$(dirname "$0")/../guest/in-kernel" debug-6.1-kasan module
