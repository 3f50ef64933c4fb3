#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
#
# Automatic loading on Debian 13, beside Debian's udev-hid-bpf.
exec "$(dirname "$0")/suite" trixie 6.12-amd64 udev-hid-bpf
