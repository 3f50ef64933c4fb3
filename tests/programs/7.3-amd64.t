#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# The device programs on Debian's 7.3-amd64.
exec "$(dirname "$0")/in-kernel" 7.3-amd64 native
