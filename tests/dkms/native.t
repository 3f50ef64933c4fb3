#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
#
# The module on a stock 7.3 with native HID-BPF: the build must be tricked, and then the module
# refuses to load.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
. "$here/../lib/tap.sh"
. "$here/../lib/build.sh"
. "$here/lib.sh"

need_systems
"$here/in-root" trixie tests/dkms/native-module >"$work/native.ko"
# The insmod of busybox tries each module twice, so bring another one.
"$here/../vm/guest" -k 7.3-amd64 -n native -m "$work/native.ko" \
	-f "$(command -v insmod):insmod" -f "$build/tests/module/guest:module" -f "$here/in-guest" \
	-f "$here/../lib/tap.sh" -- sh in-guest/native
