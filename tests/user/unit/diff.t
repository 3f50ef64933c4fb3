#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# How differences of texts are shown.
exec "$(dirname "$0")/../../lib/unit-test" diff
