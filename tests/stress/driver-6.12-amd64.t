#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# The stress on Debian's 6.12-amd64, with hid-core entered by the callbacks of drivers.
exec "$(dirname "$0")/in-kernel" 6.12-amd64 25 2 intercept=driver
