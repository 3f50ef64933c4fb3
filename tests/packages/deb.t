#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
#
# The release tarball and the Debian packages: builds them, examines them, and installs them.
#
# usage: deb.t bookworm|trixie [KERNEL]
# With KERNEL, the files of the packages are also tried on a Debian that boots with it.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
. "$here/../lib/tap.sh"
. "$here/../lib/build.sh"
. "$top/tests/udev/lib.sh"
. "$here/lib.sh"

suite=$1 kernel=${2:-}
need_systems
roots=$("$here/root" "$suite")

dist() {
	make_dist
	tar -tf "$work/tree/$tarball" >"$work/files"
	fails grep -v "^hid-bpf-compat-$version/" "$work/files"
	fails grep '/build/' "$work/files"
}

dist_is_reproducible() {
	commit "$work/elsewhere/tree"
	( umask 077 && TZ=Asia/Tokyo make -C "$work/elsewhere/tree" dist )
	cmp "$work/tree/$tarball" "$work/elsewhere/tree/$tarball"
}

dist_takes_the_commit() {
	echo unfinished >>"$work/elsewhere/tree/README.md"
	make -C "$work/elsewhere/tree" dist >"$work/said" 2>&1
	cat "$work/said"
	grep 'not committed' "$work/said"
	cmp "$work/tree/$tarball" "$work/elsewhere/tree/$tarball"
}

dist_without_git() {
	copy_tree "$work/unpacked"
	fails make -C "$work/unpacked" dist >"$work/said" 2>&1
	cat "$work/said"
	grep 'needs a git checkout' "$work/said"
}

# .buildinfo records the time, and .changes contains its checksum.
is_reproducible() {
	build_in /var/tmp/another/place "$work/second"
	for file in "$packages"/*; do
		case $file in
		*.deb | *.dsc | *.tar.*) cmp "$file" "$work/second/${file##*/}" ;;
		esac
	done
}

# Where the README and the pages look for each other.
pages() {
	contents hidbpf >"$work/loader"
	for page in README.md $(cd "$top" && echo docs/*.md); do
		grep -x "usr/share/doc/hidbpf/$page" "$work/loader"
	done
}

module_source() {
	contents hid-bpf-compat-dkms >"$work/source"
	source=usr/src/hid-bpf-compat-$version
	for file in $(cd "$top" && echo dkms.conf Makefile Kbuild && find module -type f); do
		grep -x "$source/$file" "$work/source" || { echo "$file is missing"; false; }
	done
	fails grep -vE "^($source|etc/kernel|usr/share/doc)/" "$work/source"
}

headers() {
	contents hidbpf-dev >"$work/headers"
	( cd "$top/bpf/include" && printf 'usr/include/hid-bpf-compat/%s\n' *.h ) | sort >"$work/wanted"
	grep '^usr/include/' "$work/headers" | sort | diff "$work/wanted" -
	fails grep -vE '^usr/(include|share/doc)/' "$work/headers"
}

architectures() {
	[ "$(field hid-bpf-compat-dkms Architecture)" = all ]
	[ "$(field hidbpf-dev Architecture)" = all ]
	[ "$(field hidbpf Architecture)" = "$(dpkg --print-architecture)" ]
}

dependencies() {
	field hid-bpf-compat-dkms Depends | grep dwarves
	field hid-bpf-compat-dkms Depends | grep dkms
	field hid-bpf-compat-dkms Recommends | grep -w hidbpf
	field hidbpf Recommends | grep -w hid-bpf-compat-dkms
	for library in libbpf1 libc6 libelf1 libevdev2 libjson-c5 libsmartcols1 libudev1; do
		field hidbpf Depends | grep "$library"
	done
	field hidbpf-dev Depends | grep clang
}

# Boots what the packages install. DKMS is not there, so the module comes from the tests' own build.
boot_packages() {
	use_kernel "$kernel"
	mkdir -p "$upper" "$work/scripts"
	dpkg-deb -x "$(echo "$packages"/hidbpf_*.deb)" "$upper"
	install_module
	build_tests udev
	for package in hidbpf hid-bpf-compat-dkms; do
		dpkg-deb -e "$(echo "$packages/$package"_*.deb)" "$work/scripts/$package"
	done
	boot "$("$top/tests/udev/root" "$suite")" "${SUITE:-packages-$suite}" "$kernel" -f "$work/tree/debian" \
		-f "$top/tests/programs:tests/programs" -f "$work/scripts/hidbpf" \
		-f "$work/scripts/hid-bpf-compat-dkms" -f "$here/in-guest" -- sh in-guest
}

check 'make dist makes a tarball of the last commit' dist
check 'the tarball is the same in another directory and time zone' dist_is_reproducible
check 'make dist says that changes are not committed' dist_takes_the_commit
check 'make dist explains that it needs a git checkout' dist_without_git
check 'the packages build in a clean Debian that has their build dependencies only' build_in /tmp/first "$packages"
check 'another build elsewhere makes the same packages' is_reproducible
check 'lintian finds no error and no warning' lintian_is_content
check 'hidbpf contains the tool, the device programs and the udev rule' loader
check 'hidbpf contains the documentation, not compressed' pages
check 'hid-bpf-compat-dkms contains the source of the module' module_source
check 'hidbpf-dev contains the headers' headers
check 'the architectures are right' architectures
check 'the packages depend on what they need, and recommend each other' dependencies
cp "$work/tree/$tarball" "$packages"
result=0
( finish ) || result=1
tar -C "$packages" -c . | "$top/tests/dkms/in-root" "$roots/install" tests/packages/life || result=1
[ -z "$kernel" ] || boot_packages || result=1
exit $result
