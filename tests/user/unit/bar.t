#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# The bars of "hidbpf watch".
exec "$(dirname "$0")/../../lib/unit-test" bar
