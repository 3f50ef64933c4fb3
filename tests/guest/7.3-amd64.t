#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# The guest tests on Debian's 7.3-amd64: the HID-BPF they are held to.
exec "$(dirname "$0")/in-kernel" 7.3-amd64 native
