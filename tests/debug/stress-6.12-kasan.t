#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# The stress on a 6.12 that watches memory, locks and objects, with 2 CPUs.
exec "$(dirname "$0")/../stress/in-kernel" debug-6.12-kasan 60 2
