#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
#
# Installs everything from the sources with DKMS on an emulated machine of another architecture with
# Debian 13, natively there, and tests what is installed.
#
# usage: emulated.t KERNEL
set -eu

here=$(cd "$(dirname "$0")" && pwd)
. "$here/../lib/tap.sh"
. "$here/../lib/build.sh"

use_kernel "$1"
root=$("$here/emulated-root" "${FOREIGN:-$(dpkg --print-architecture)}")
build_tests module
copy_tree "$work/tree"
"$top/tests/vm/guest" -k "$1" -t 4000 -r "$root" -f "$work/tree:/upper/root/hid-bpf-compat" \
	-f "$built/tests/module/guest:module" -f "$here/emulated" -f "$top/tests/lib/tap.sh" \
	-f "$top/tests/programs/recordings/raptor-mach-2.hid" -f "$top/tests/programs/expected/raptor-mach-2" -- \
	sh ./emulated
