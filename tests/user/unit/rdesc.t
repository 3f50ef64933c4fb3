#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# The decoder of report descriptors.
exec "$(dirname "$0")/../../lib/unit-test" rdesc
