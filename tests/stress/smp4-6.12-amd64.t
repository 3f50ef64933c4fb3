#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# The stress on Debian's 6.12-amd64, with 4 CPUs.
exec "$(dirname "$0")/in-kernel" 6.12-amd64 80 4
