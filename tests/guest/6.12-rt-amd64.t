#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# The guest tests on Debian's 6.12-rt-amd64: before the module is loaded, with it, and after it is
# gone.
exec "$(dirname "$0")/in-kernel" 6.12-rt-amd64 module
