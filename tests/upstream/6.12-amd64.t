#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
#
# Upstream's HID selftests on Debian's 6.12-amd64: without the module, with it, and after it is gone.
exec "$(dirname "$0")/suites" 6.12-amd64 module 6.12 7.3
