#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# What prevents the module from loading: another module that redirects the same functions, or
# unsuitable BTF; what prevents it from unloading; and the callbacks of drivers.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
. "$here/../lib/build.sh"
modules=$build/tests/module/modules-load

# BTF with type ids of another kernel: those of the RT kernel are close, and wrong.
use_kernel 6.12-rt-amd64
foreign=$build/$KVER/hid_bpf_compat.ko

use_kernel 6.12-amd64
module=$build/$KVER/hid_bpf_compat.ko
build_modules "$modules"
objcopy --remove-section=.BTF "$module" "$modules/no-btf.ko"
objcopy --dump-section ".BTF=$modules/btf" "$foreign" "$modules/unused.ko"
objcopy --update-section ".BTF=$modules/btf" "$module" "$modules/foreign-btf.ko"

# With another function as the one that calls __hid_request().
section=.rodata.str1.1
objcopy --dump-section "$section=$modules/strings" "$module" "$modules/unused.ko"
LC_ALL=C sed -i 's/\x00hid_hw_request\x00/\x00hid_hw_close\x00\x00\x00/' "$modules/strings"
objcopy --update-section "$section=$modules/strings" "$module" "$modules/inlined.ko"

exec "$top/tests/vm/guest" -k 6.12-amd64 -n load -m "$module" -f "$build/tests/module/guest:module" \
	-f "$build/hidbpf" -f "$modules/rival.ko" -f "$modules/older.ko" -f "$modules/stuck.ko" \
	-f "$modules/callbacks.ko" -f "$modules/no-btf.ko" -f "$modules/inlined.ko" \
	-f "$modules/foreign-btf.ko" -- module/module-tests ${TESTS:-load driver}
