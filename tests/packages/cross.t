#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
#
# The Debian package of the tool for another architecture: builds it with the cross compiler,
# examines it, and runs the tool, emulated.
#
# usage: cross.t bookworm|trixie ARCHITECTURE
set -eu

here=$(cd "$(dirname "$0")" && pwd)
. "$here/../lib/tap.sh"
. "$here/../lib/build.sh"
. "$top/tests/dkms/lib.sh"
. "$here/lib.sh"

suite=$1 arch=$2
need_systems
[ "$(dpkg --print-architecture)" != "$arch" ] || skip_all "on this machine, packages-debian13 builds for $arch"
roots=$("$here/root" "$suite" "$arch")

# The only one of the packages that is not the same for all architectures.
builds() {
	build_packages "$arch"
	[ "$(field hidbpf Architecture)" = "$arch" ]
}

# emulate ARGUMENT...: runs the tool of the package with the libraries of its architecture, whose
# packages the build needs
emulate() {
	dpkg-deb --fsys-tarfile "$(echo "$packages"/hidbpf_*.deb)" |
		"$top/tests/dkms/in-root" "$roots/build" sh -euc '
			tar -C / --keep-directory-symlink -xf -
			emulator=qemu-$(dpkg-architecture -a "$1" -q DEB_HOST_GNU_CPU)-static
			shift
			exec "$emulator" /usr/sbin/hidbpf "$@"' sh "$arch" "$@"
}

runs() {
	emulate programs >"$work/programs"
	cat "$work/programs"
	grep 'Mi-Silent-Mouse' "$work/programs"
}

describes_the_tool() {
	dpkg-deb --fsys-tarfile "$(echo "$packages"/hidbpf_*.deb)" | tar -xO ./usr/share/man/man8/hidbpf.8.gz |
		gzip -dc >"$work/page"
	emulate --help | sed -n 's/^  \([a-z][a-z]*\) .*/.SS \1/p' >"$work/commands"
	[ -s "$work/commands" ]
	grep '^\.SS ' "$work/page" | grep -Fxf "$work/commands" | diff "$work/commands" -
}

check "hidbpf builds for $arch with what debian/control asks for" builds
check 'lintian finds no error and no warning' lintian_is_content
check 'hidbpf contains the tool, the device programs and the udev rule' loader
check 'the tool runs, and finds the device programs' runs
check 'the manual page describes its commands' describes_the_tool
finish
