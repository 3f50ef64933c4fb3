#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
#
# Enrols DKMS's key as a machine owner key, as docs/secure-boot.md says, with what Debian signs:
# shim, MokManager, GRUB and the kernel.
#
# usage: mok.t KERNEL
set -eu

here=$(cd "$(dirname "$0")" && pwd)
. "$here/../lib/tap.sh"
. "$here/../lib/build.sh"
. "$top/tests/dkms/lib.sh"
. "$here/lib.sh"

kernel=$1
suite=${SUITE:-secure-boot-mok-$kernel}
machine=$work/machine

# With a key like those that DKMS creates; that would need openssl in its Debian.
dkms_signs() {
	openssl req -new -x509 -nodes -newkey rsa:2048 -subj '/CN=DKMS module signing key/' -days 36500 \
		-keyout "$work/mok.key" -outform DER -out "$work/mok.pub"
	dkms_signs_with "$work"
	[ "$(modinfo -F signer "$signed")" = 'DKMS module signing key' ]
}

install_boot_loader() {
	loader=$machine/esp/EFI/BOOT
	mkdir -p "$loader"
	cp /usr/share/OVMF/OVMF_VARS_4M.ms.fd "$machine/variables"
	cp "$shim/usr/lib/shim/shimx64.efi.signed" "$loader/BOOTX64.EFI"
	cp "$shim/usr/lib/shim/mmx64.efi.signed" "$loader/mmx64.efi"
	cp "$shim/usr/lib/grub/x86_64-efi-signed/grubx64.efi.signed" "$loader/grubx64.efi"
}

# boot unknown|enrolled: on the terminal, firmware and GRUB precede the kernel
boot() {
	status=0
	(
		LD_LIBRARY_PATH=$(echo "$shim"/usr/lib/*-gnu):$(echo "$shim"/lib/*-gnu)
		export LD_LIBRARY_PATH
		boot_guest "$suite-$1" -E "$machine" -f "$shim/usr/bin/mokutil:/usr/bin/mokutil" \
			-f "$work/mok.pub:/var/lib/dkms/mok.pub" -f "$here/mok-in-guest" -- sh mok-in-guest "$1"
	) || status=$?
	sed '1,/Welcome to GRUB/d; /\x1b/d' "$work/printed"
	return $status
}

# press TEXT KEYS: presses these keys when the screen has this text
press() {
	soon grep -aF "$1" "$screen"
	: >"$screen"
	printf %b "$2" >&5
}

# Restarts the machine, which has a serial terminal, and goes through the menus of MokManager, with
# the arrow down where "Continue" or "No" is selected. It restarts the machine in the end.
enrol() {
	screen=$build/tests/$suite.screen
	mkfifo "$work/keyboard"
	: >"$screen"
	# shellcheck disable=SC2046 # options of several words
	qemu-system-x86_64 $("$top/tests/vm/firmware" "$machine/variables") -m 512M -nodefaults \
		-no-user-config -no-reboot -display none -serial stdio \
		-drive "file=fat:$machine/esp,format=raw,readonly=on,if=virtio" <"$work/keyboard" >>"$screen" &
	qemu=$!
	trap 'kill $qemu' EXIT
	exec 5>"$work/keyboard"
	press 'Press any key to perform MOK management' '\r'
	press 'Enroll hash from disk' '\033[B\r'
	press 'View key 0' '\033[B\r'
	press 'Enroll the key(s)?' '\033[B\r'
	press 'Password:' 'owner-password\r'
	press 'Reboot' '\r'
	wait $qemu
	trap - EXIT
}

need_systems
use_kernel "$kernel"
shim=$("$here/shim")
PATH=$PATH:/usr/sbin:/sbin
check 'DKMS signs the module' dkms_signs
[ "$failed" = 0 ] || finish
install_boot_loader
install_module
boot unknown
check 'MokManager enrols the key' enrol
[ "$failed" = 0 ] || finish
( finish )
boot enrolled
