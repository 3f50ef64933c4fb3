#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# The guest tests on Debian 12's own kernel and libbpf: before the module is loaded, with it, and
# after it is gone.
exec "$(dirname "$0")/in-kernel" 6.1-amd64 module
