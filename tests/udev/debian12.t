#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
#
# Automatic loading on Debian 12, with its own kernel.
exec "$(dirname "$0")/suite" bookworm 6.1-amd64
