#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
#
# hidbpf in an initramfs that initramfs-tools makes: what is in it, and whether a device is fixed
# there before the root file system is mounted.
#
# usage: initramfs.t KERNEL
set -eu

here=$(cd "$(dirname "$0")" && pwd)
. "$here/../lib/tap.sh"
. "$here/../lib/build.sh"
. "$top/tests/dkms/lib.sh"

kernel=$1

# boot KIND [OPTION]...: no root file system will appear
boot() {
	kind=$1
	shift
	"$top/tests/vm/guest" -k "$kernel" -n "${SUITE:-initramfs-$kernel}-$kind" -I "$work/initrd" "$@" \
		-a root=/dev/none -f "$top/tests/programs/recordings/1060plus.hid" -f "$top/tests/lib/tap.sh" \
		-f "$here/in-guest" -- /test/busybox sh in-guest "$kind"
}

need_systems
use_kernel "$kernel"
suite=$(dkms_debian)
make_package "$suite" >&2
result=0
"$top/tests/dkms/in-root" -b "$package" "$suite" tests/initramfs/make "$KVER" 3>"$work/initrd" || result=1
[ -s "$work/initrd" ] || exit 1
boot attached || result=1
boot auto-off -a hidbpf.auto=off || result=1
exit $result
