#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# The guest tests on Debian's 6.1-amd64, with hid-core entered by the callbacks of drivers.
exec "$(dirname "$0")/in-kernel" 6.1-amd64 module intercept=driver
