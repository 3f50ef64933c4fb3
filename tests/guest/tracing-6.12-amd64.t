#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# The guest tests on Debian's 6.12-amd64, with the front end for kernels from 6.3 to 6.8.
exec "$(dirname "$0")/in-kernel" 6.12-amd64 module tracing
