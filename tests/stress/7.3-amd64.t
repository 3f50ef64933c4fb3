#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# The stress on the native HID-BPF of Debian's 7.3-amd64: it asks for nothing that upstream does not do.
exec "$(dirname "$0")/in-kernel" 7.3-amd64 20 2
