#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# The device programs on Debian's 6.12-amd64.
exec "$(dirname "$0")/in-kernel" 6.12-amd64 module
