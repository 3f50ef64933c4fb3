#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
#
# A Debian on a disk in QEMU, with the packages and stock kernels as apt and DKMS install them, from
# the installation over a newer kernel to the removal.
#
# usage: vm.t bookworm|trixie
# DKMS builds the module for the newer kernel in the guest, where the old one runs. The first
# installation, and the orders in which a kernel and its headers may come, take place in a chroot,
# before the disk is made of it: there, a build takes seconds instead of minutes.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
. "$here/../lib/tap.sh"
. "$here/../lib/build.sh"
. "$top/tests/dkms/lib.sh"
. "$here/lib.sh"

suite=$1 disk=$work/disk

# from_disk FILE: prints a file of the disk
from_disk() {
	/sbin/debugfs -R "cat $1" "$disk" 2>/dev/null
}

# boot old|new [OPTION]...: as the boot loader does, with the kernel and the initramfs on the disk
boot() {
	kind=$1 KVER=$(cat "$work/$1") kernel=$work/kernel-$1
	shift
	/sbin/e2fsck -p "$disk" >&2 || [ $? = 1 ]
	mkdir -p "$kernel/include/config"
	from_disk "/boot/vmlinuz-$KVER" >"$kernel/vmlinuz"
	from_disk "/boot/initrd.img-$KVER" >"$kernel/initrd"
	from_disk "/boot/config-$KVER" >"$kernel/include/config/auto.conf"
	for name in ROOT KDIR MODDIR; do
		echo "$name=$kernel"
	done >"$work/own"
	printf '%s\n' "KVER=$KVER" "VMLINUZ=$kernel/vmlinuz" "VMLINUX=$kernel/vmlinuz" SLOWER=1 >>"$work/own"
	OWN_KERNEL=$work/own "$top/tests/vm/guest" -k own -n "${SUITE:-packages-vm-$suite}-$kind" -t 900 -I "$kernel/initrd" \
		-d "$disk" -f "$build/tests/udev/guest/plug" -f "$top/tests/lib/tap.sh" -f "$top/tests/udev/in-guest.sh" \
		-f "$here/vm-in-guest" "$@" -- sh vm-in-guest "$kind" "$(cat "$work/new")"
}

need_systems
roots=$("$here/root" "$suite")
root=$("$here/vm-root" "$suite")
build_tests udev
build_packages >&2
next_versions "$packages" "$work/next" >&2
build_with_libbpf -C "$top" install "DESTDIR=$work/made"
result=0
"$top/tests/dkms/in-root" -o "$root" "$here/vm-install" "$packages" "$work" || result=1
[ -e "$disk" ] || exit 1
boot old || result=1
boot new -f "$(echo "$packages"/hidbpf_*.deb):hidbpf.deb" \
	-f "$(echo "$packages"/hid-bpf-compat-dkms_*.deb):hid-bpf-compat-dkms.deb" -f "$work/next" -f "$work/made" \
	-f "$("$here/udev-hid-bpf"):udev-hid-bpf.deb" || result=1
exit $result
