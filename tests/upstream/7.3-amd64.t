#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
#
# Upstream's HID selftests on Debian's 7.3-amd64, whose HID-BPF is native: the reference.
exec "$(dirname "$0")/suites" 7.3-amd64 native 6.12 7.3
