#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
#
# "make check-kernel" on real packages: those of Debian's kernels, also compressed with zstd as
# Ubuntu's are, and an RPM of a small kernel that "make test-kernel" builds; and on the directory in
# which that was built. Of the suites only the device programs run.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
. "$here/../lib/tap.sh"
. "$here/../lib/build.sh"

# make_check SETTING...: make check-kernel passes, in a copy of the tree
tree=$build/tests/check-kernel/tree
make_check() {
	make -s -C "$tree" check-kernel SUITES=programs-own "$@" >"$work/said" 2>&1 ||
		{ cat "$work/said"; return 1; }
	cat "$work/said"
	report=$tree/build/check-kernel/report.md
	cat "$report"
	last=$(tail -n 1 "$work/said")
	echo "$last" | grep -qx '[1-9][0-9]* passed, 0 failed, 0 skipped'
	grep -qFx "| Result | **$last** |" "$report"
}

found() {
	grep -qFx "| $1 | $2 |" "$report"
}

debian() {
	debs=$("$here/debs" 6.12-amd64)
	make_check "PACKAGES=$(echo "$debs"/*.deb)"
	found HID-BPF none
	found 'front end' struct_ops
	found intercept ftrace
}

native() {
	debs=$("$here/debs" 7.3-amd64)
	make_check "PACKAGES=$(echo "$debs"/*.deb)"
	found HID-BPF 'native, as in Linux 6.11 and newer: the module is not needed'
	fails grep 'front end' "$report"
}

# The headers are what matters; to compress the large package of modules takes long.
debian_zstd() {
	debs=$("$here/debs" 6.12-amd64)
	mkdir "$work/zstd" "$work/out"
	for deb in "$debs"/*.deb; do
		( cd "$work/zstd" && ar x "$deb" && for part in control data; do
			xz -dc $part.tar.xz | zstd -q -1 >$part.tar.zst
		done && ar rc "${deb##*/}" debian-binary control.tar.zst data.tar.zst && rm -f ./*.tar.* debian-binary )
	done
	"$here/describe" "$work/out" "PACKAGES=$(echo "$work/zstd"/*.deb)" >"$work/kernel"
	. "$work/kernel"
	for deb in "$debs"/*.deb; do
		dpkg-deb -c "$deb"
	done | awk '$1 ~ /^-/ { print substr($6, 2) }' | while read -r file; do
		[ -f "$ROOT$file" ] || echo "$file"
	done >"$work/missing"
	cat "$work/missing"
	[ ! -s "$work/missing" ]
}

built() {
	"$top/tests/test-kernel/build" "$source"
}

tree() {
	make_check "TREE=$kernel"
	found HID-BPF none
	found 'front end' struct_ops
}

parts() {
	make_check "IMAGE=$kernel/arch/x86/boot/bzImage" "MODULES=$kernel.root" "HEADERS=$kernel"
}

# kbuild writes the RPMs below the build directory.
rpms() {
	make -s -C "$source" "O=$kernel" binrpm-pkg
	ls "$kernel"/rpmbuild/RPMS/*/*.rpm
}

from_rpms() {
	make_check "PACKAGES=$(echo "$kernel"/rpmbuild/RPMS/*/*.rpm)"
	found HID-BPF none
	found 'front end' struct_ops
}

source=$("$here/../debug/source" 6.12)
kernel=$build/test-kernel/$(make -s -C "$source" kernelversion)-test
rm -rf "$tree"
copy_tree "$tree"
check "Debian's packages of 6.12" debian
check "Debian's packages of 7.3, with native HID-BPF" native
check "Debian's packages, compressed with zstd" debian_zstd
check 'make test-kernel builds a kernel' built
check 'the directory in which it was built' tree
check 'its image, modules and headers' parts
rm -rf "$kernel/rpmbuild"
check 'kbuild makes RPMs of it' rpms
check 'these RPMs' from_rpms
finish
