#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# What prevents the module from loading: another module that redirects the same functions, or
# unsuitable BTF; what prevents it from unloading; and the callbacks of drivers.
#
# usage: load.t [KERNEL OTHER]
# The kernel is 6.12-amd64, unless another with the front end struct_ops is given, together with one
# of the same architecture, whose BTF fits as little.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
. "$here/../lib/build.sh"
kernel=${1:-6.12-amd64} other=${2:-6.12-rt-amd64}
modules=$build/tests/module/modules-load-$kernel

# BTF with type ids of another kernel: those of the RT kernel are close, and wrong.
use_kernel "$other"
foreign=$build/$KVER/hid_bpf_compat.ko

use_kernel "$kernel"
need_tests module
module=$build/$KVER/hid_bpf_compat.ko
build_modules "$modules"
objcopy=${CROSS_COMPILE}objcopy
"$objcopy" --remove-section=.BTF "$module" "$modules/no-btf.ko"
"$objcopy" --dump-section ".BTF=$modules/btf" "$foreign" "$modules/unused.ko"
"$objcopy" --update-section ".BTF=$modules/btf" "$module" "$modules/foreign-btf.ko"

# With another function as the one that calls __hid_request().
section=$(readelf -SW "$module" | grep -o '\.rodata\.str1\.[0-9]*' | head -n 1)
"$objcopy" --dump-section "$section=$modules/strings" "$module" "$modules/unused.ko"
LC_ALL=C sed -i 's/\x00hid_hw_request\x00/\x00hid_hw_close\x00\x00\x00/' "$modules/strings"
"$objcopy" --update-section "$section=$modules/strings" "$module" "$modules/inlined.ko"

# As built for another build of the same release, the BTF of which has one type more: an INT at the
# end. Only newer versions of pahole make the module's BTF relocatable.
add_type() {
	types=$(od -An -tu4 -j 12 -N 4 "$1" | tr -d ' ')
	strings=$(od -An -tu4 -j 20 -N 4 "$1" | tr -d ' ')
	head -c 12 "$1"
	for number in $((types + 16)) $((types + 16)) $strings; do
		le32 "$number"
	done
	tail -c +25 "$1" | head -c "$types"
	le32 1; le32 $((1 << 24)); le32 4; le32 32
	tail -c +$((25 + types)) "$1"
}

le32() {
	for shift in 0 8 16 24; do
		printf "\\$(printf %o $(($1 >> shift & 255)))"
	done
}

find_newer_pahole() {
	pahole --supported_btf_features 2>/dev/null | grep -qw distilled_base && return
	root=$("$top/tests/dkms/root" trixie) || return
	mkdir -p "$modules/bin"
	printf '#!/bin/sh\nexec %s --library-path %s %s "$@"\n' "$(echo "$root"/lib*/ld-linux-*.so.*)" \
		"$(echo "$root"/usr/lib/*-linux-gnu)" "$root/usr/bin/pahole" >"$modules/bin/pahole"
	chmod +x "$modules/bin/pahole"
	PATH=$modules/bin:$PATH
}

find_newer_pahole
add_type "$build/$KVER/base.btf" >"$modules/other.btf"
"$top/module/compat/add-btf" "$KDIR" "$modules/other.btf" "$build/$KVER/kbuild/hid_bpf_compat.ko" \
	"$modules/relocatable.ko"

exec "$top/tests/vm/guest" -k "$kernel" -n "load-$kernel" -m "$module" -f "$built/tests/module/guest:module" \
	-f "$built/hidbpf" -f "$modules/rival.ko" -f "$modules/older.ko" -f "$modules/stuck.ko" \
	-f "$modules/callbacks.ko" -f "$modules/no-btf.ko" -f "$modules/inlined.ko" \
	-f "$modules/relocatable.ko" -f "$modules/foreign-btf.ko" \
	-- module/module-tests ${TESTS:-load driver}
