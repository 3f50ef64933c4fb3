#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# On Debian's 6.1-amd64 a module without BTF is refused, although that kernel would load it.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
. "$here/../lib/build.sh"

use_kernel 6.1-amd64
module=$build/$KVER/hid_bpf_compat.ko
objcopy --remove-section=.BTF "$module" "$build/tests/module/no-btf.ko"

exec "$top/tests/vm/guest" -k 6.1-amd64 -n load-6.1 -m "$module" -f "$build/tests/module/guest:module" \
	-f "$build/tests/module/no-btf.ko" -- module/module-tests load.no_btf
