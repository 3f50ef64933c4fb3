#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# The stress on Debian's 6.1-amd64, with 2 CPUs.
exec "$(dirname "$0")/in-kernel" 6.1-amd64 80 2
