#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
#
# hidbpf in an initramfs that the distribution's tools make: what is in it, whether a device is
# fixed there before the root file system is mounted, and whether it stays fixed after that.
#
# usage: initramfs.t KERNEL MAKER...
# The makers are those of make.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
. "$here/../lib/tap.sh"
. "$here/../lib/build.sh"
. "$top/tests/udev/lib.sh"

kernel=$1
shift

# boot_initrd KIND [OPTION]...
boot_initrd() {
	kind=$1
	shift
	"$top/tests/vm/guest" -k "$kernel" -n "${SUITE:-initramfs-$kernel}-$maker-$kind" -I "$work/initrd" "$@" \
		-a boot=guest -f "$top/tests/programs/recordings/1060plus.hid" -f "$top/tests/lib/tap.sh" \
		-f "$here/in-guest" -f "$work/early" -f "$build/tests/udev/guest/plug:@plug" -- /test/busybox sh in-guest "$kind"
}

# The files of dracut, if the maker is that.
dracut_archive() {
	[ "$maker" != initramfs-tools ] || return 0
	tar -C "$("$here/dracut" "$suite")" -c .
}

# try MAKER
try() {
	maker=$1 result=0
	dracut_archive >"$work/dracut.tar"
	"$top/tests/dkms/in-root" -b "$package" "$suite" tests/initramfs/make "$KVER" "$maker" <"$work/dracut.tar" \
		3>"$work/initrd" || result=1
	[ -s "$work/initrd" ] || return 1
	boot_initrd attached || result=1
	boot_initrd auto-off -a hidbpf.auto=off || result=1
	boot_initrd survives -r "$root" -f "$upper:/upper" || result=1
	return $result
}

need_systems
use_kernel "$kernel"
suite=$(dkms_debian)
root=$("$top/tests/udev/root" "$suite")
install_hidbpf "$suite" "$kernel" >&2
echo 'cd /test && sh in-guest early >/run/early 2>&1' >"$work/early"
all=0
for word; do
	try "$word" || all=1
done
exit $all
