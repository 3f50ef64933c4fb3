#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# What keeps the module from being loaded: a rival for hid-core's functions, or BTF that does not
# fit.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
build=$here/../../build
modules=$build/tests/guest-modules-load

assignments=$("$here/../vm/kernel" 6.12-amd64)
eval "$assignments"
module=$build/$KVER/hid_bpf_compat.ko

"$here/build-modules" "$KDIR" "$modules"
objcopy --remove-section=.BTF "$module" "$modules/no-btf.ko"

# BTF that refers to types of another kernel by their numbers: the RT kernel's is close, and wrong.
assignments=$("$here/../vm/kernel" 6.12-rt-amd64)
foreign=$(eval "$assignments" && echo "$build/$KVER/hid_bpf_compat.ko")
objcopy --dump-section ".BTF=$modules/btf" "$foreign" "$modules/unused.ko"
objcopy --update-section ".BTF=$modules/btf" "$module" "$modules/foreign-btf.ko"

exec "$here/../vm/guest" -k 6.12-amd64 -n guest-load -m "$module" -f "$build/tests/guest" \
	-f "$modules/rival.ko" -f "$modules/no-btf.ko" -f "$modules/foreign-btf.ko" \
	-- guest/guest-tests load
