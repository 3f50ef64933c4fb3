#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# The reader and writer of recordings.
exec "$(dirname "$0")/../../lib/unit-test" recording
