#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# The module is not loaded without BTF on Debian's 6.1-amd64 either, which itself would not mind.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
build=$here/../../build

assignments=$("$here/../vm/kernel" 6.1-amd64)
eval "$assignments"
module=$build/$KVER/hid_bpf_compat.ko
mkdir -p "$build/tests/guest-modules-load-6.1"
objcopy --remove-section=.BTF "$module" "$build/tests/guest-modules-load-6.1/no-btf.ko"

exec "$here/../vm/guest" -k 6.1-amd64 -n guest-load-6.1 -m "$module" -f "$build/tests/guest" \
	-f "$build/tests/guest-modules-load-6.1/no-btf.ko" -- guest/guest-tests load.no_btf
