#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
#
# Builds and installs the module with DKMS on an emulated machine of another architecture, natively
# there, and tests that module.
#
# usage: emulated.t KERNEL
set -eu

here=$(cd "$(dirname "$0")" && pwd)
. "$here/../lib/tap.sh"
. "$here/../lib/build.sh"

use_kernel "$1"
root=$("$here/emulated-root" "$FOREIGN")
build_tests module
copy_tree "$work/tree"
version=$(sed -n 's/^PACKAGE_VERSION="\(.*\)"/\1/p' "$top/dkms.conf")
"$top/tests/vm/guest" -k "$1" -t 2000 -r "$root" -f "$work/tree:/upper/usr/src/hid-bpf-compat-$version" \
	-f "$built/tests/module/guest:module" -f "$here/emulated" -f "$top/tests/lib/tap.sh" -- sh ./emulated
