#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# On Debian's 6.1 a module without BTF is refused, although that kernel would load it.
#
# usage: load-6.1.t [KERNEL]
set -eu

here=$(cd "$(dirname "$0")" && pwd)
. "$here/../lib/build.sh"

kernel=${1:-6.1-amd64}
use_kernel "$kernel"
need_tests module
module=$build/$KVER/hid_bpf_compat.ko
changed=$build/tests/module/changed-$kernel
mkdir -p "$changed"
"${CROSS_COMPILE}objcopy" --remove-section=.BTF "$module" "$changed/no-btf.ko"

exec "$top/tests/vm/guest" -k "$kernel" -n "load-$kernel" -m "$module" \
	-f "$built/tests/module/guest:module" -f "$changed/no-btf.ko" -- module/module-tests load.no_btf
