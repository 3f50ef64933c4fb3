#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Recording, replaying, testing and watching on Debian's 6.12-amd64.
exec "$(dirname "$0")/in-kernel" 6.12-amd64 module
