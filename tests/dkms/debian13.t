#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
#
# The module under DKMS on Debian 13: added, built, installed, removed, left out; "make install".
exec "$(dirname "$0")/suite" trixie
