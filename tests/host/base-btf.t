#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
#
# Finding the BTF of a kernel: in images of all kinds, made up around made-up BTF, and in all places
# where distributions keep them.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
. "$here/../lib/tap.sh"

base_btf=$here/../../module/compat/base-btf
kver=0.0-made-up

# le32 NUMBER: the number as four bytes, the lowest first
le32() {
	for shift in 0 8 16 24; do
		printf "\\$(printf %o $(($1 >> shift & 255)))"
	done
}

zeros() {
	head -c "$1" /dev/zero
}

# btf TYPES STRINGS: raw BTF with so many bytes of types and strings, all of them "t" and "s"
btf() {
	printf '\237\353\001\000'
	le32 24
	le32 0
	le32 "$1"
	le32 "$1"
	le32 "$2"
	zeros "$1" | tr '\0' t
	zeros "$2" | tr '\0' s
}

# Where a kernel has it, after the BTF of a BPF program.
image() {
	zeros 1000
	btf 20 30
	zeros 777
	btf 4000 6000
	zeros 500
}

# bzimage SETUP_SECTORS PAYLOAD: sectors of 512 bytes, 4 if the header says 0; the payload comes 100
# bytes after them, followed by the size of what it contains
bzimage() {
	sectors=$1
	[ "$1" != 0 ] || sectors=4
	zeros 497
	printf "\\$(printf %o "$1")"
	zeros 16
	printf HdrS
	zeros 66
	le32 100
	le32 $(($(stat -c %s "$2") + 4))
	zeros $(((sectors + 1) * 512 + 100 - 592))
	cat "$2"
	le32 12345
	zeros 64
}

# zboot PAYLOAD
zboot() {
	printf 'MZ\0\0zimg'
	le32 200
	le32 "$(stat -c %s "$1")"
	zeros 8
	printf 'gzip\0'
	zeros 171
	cat "$1"
	zeros 64
}

# finds [VMLINUX]: base-btf finds the larger BTF of image()
finds() {
	rm -f "$work/base.btf"
	"$base_btf" $kver "$work" "$work" "$@"
	cmp "$work/base.btf" "$work/wanted"
}

# finds_nothing FILE TEXT: base-btf fails with this text and leaves no file
finds_nothing() {
	rm -f "$work/base.btf"
	fails "$base_btf" $kver "$work" "$work" "$1" 2>"$work/said"
	cat "$work/said"
	[ "$(wc -l <"$work/said")" = 1 ]
	grep "^hid_bpf_compat: $2" "$work/said"
	[ ! -e "$work/base.btf" ]
}

in_compressed() {
	"$@" <"$work/image" >"$work/compressed"
	finds "$work/compressed"
	bzimage 27 "$work/compressed" >"$work/bzimage"
	finds "$work/bzimage"
	zboot "$work/compressed" >"$work/zboot"
	finds "$work/zboot"
}

in_old_bzimage() {
	gzip <"$work/image" >"$work/compressed"
	bzimage 0 "$work/compressed" >"$work/bzimage"
	finds "$work/bzimage"
}

cut_off() {
	head -c 9000 "$work/image" >"$work/cut"
	finds_nothing "$work/cut" 'there is no BTF in .*/cut, given as VMLINUX'
}

without_decompressor() {
	mkdir "$work/bin"
	find /usr/bin/ /bin/ -maxdepth 1 ! -type d ! -name '*lz4*' -exec ln -sf -t "$work/bin" {} +
	lz4 -lcq <"$work/image" >"$work/compressed"
	PATH=$work/bin finds_nothing "$work/compressed" \
		'lz4 is missing, but .*/compressed is compressed with it: install the package lz4'
}

# installed_at FILE: base-btf finds FILE, in a mount namespace
installed_at() {
	rm -f "$work/base.btf"
	export base_btf work kver
	# shellcheck disable=SC2016 # for the other shell
	unshare --mount sh -euc '
		mkdir -p "$work/layers"
		mount -t tmpfs tmpfs "$work/layers"
		mkdir "$work/layers/upper" "$work/layers/work"
		mount -t overlay -o "lowerdir=/usr/lib,upperdir=$work/layers/upper,workdir=$work/layers/work" overlay /usr/lib
		mount -t tmpfs tmpfs /boot
		mkdir -p "${1%/*}"
		cp "$work/image" "$1"
		"$base_btf" $kver "$work" "$work"' sh "$1"
	cmp "$work/base.btf" "$work/wanted"
}

btf 4000 6000 >"$work/wanted"
image >"$work/image"
check 'raw BTF' finds "$work/wanted"
check 'a raw image, as on arm64, which contains the BTF of a BPF program as well' finds "$work/image"
for tool in gzip xz 'xz --format=lzma' zstd 'lz4 -l' bzip2 lzop; do
	# shellcheck disable=SC2086 # a command and its option
	check "an image compressed with $tool: alone, in a bzImage, in an EFI zboot image" in_compressed $tool
done
check 'a bzImage whose header does not say how long it is' in_old_bzimage
check 'BTF that is cut off is not BTF' cut_off
check 'the tool to decompress the image is missing' without_decompressor
if unshare --mount true 2>/dev/null; then
	for file in /lib/modules/$kver/vmlinux /boot/vmlinuz-$kver /lib/modules/$kver/vmlinuz \
		/boot/vmlinux-$kver /usr/lib/debug/boot/vmlinux-$kver /usr/lib/debug/lib/modules/$kver/vmlinux; do
		check "the kernel is in $file" installed_at "$file"
	done
else
	skip 'the places of installed kernels' 'mount namespaces cannot be made here'
fi
finish
