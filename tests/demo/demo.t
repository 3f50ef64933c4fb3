#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
#
# Runs the demonstration on a kernel and prints TAP.
#
# usage: demo.t KERNEL
set -eu

here=$(cd "$(dirname "$0")" && pwd)
. "$here/../lib/tap.sh"

check "the demonstration on $1 shows what it should" "$here/demo" "$1"
finish
