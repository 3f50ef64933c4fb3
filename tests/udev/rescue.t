#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
#
# Boots a Debian with an object that makes a keyboard useless, and with the kernel parameters of
# docs/rescue.md that keep it from being attached.
#
# usage: rescue.t bookworm|trixie KERNEL
set -eu

here=$(cd "$(dirname "$0")" && pwd)
. "$here/../lib/tap.sh"
. "$here/../lib/build.sh"
. "$here/lib.sh"

suite=$1 kernel=$2

# Builds the module that sends reports; for 7.3 with the compiler that it requires, on Debian 13.
build_transport() {
	if [ "$KIND" = native ]; then
		"$top/tests/dkms/in-root" trixie sh -euc '
			cp -r tests/module/modules /tmp/modules
			make -C "/lib/modules/$0/build" M=/tmp/modules obj-m=transport.o CONFIG_DEBUG_INFO_BTF_MODULES= modules >&2
			cat /tmp/modules/transport.ko' "$KVER" >"$work/transport.ko"
	else
		build_modules "$build/tests/module/modules-$kernel"
		cp "$build/tests/module/modules-$kernel/transport.ko" "$work"
	fi
}

# check_boot KIND [PARAMETER]: boots, with this kernel parameter, and runs the checks of this kind
check_boot() {
	boot "$root" "${SUITE:-udev-rescue-$kernel}-$1" "$kernel" ${2:+-a "$2"} -f "$here/rescue" \
		-f "$work/early" -f "$work/transport.ko" -f "$objects/remapping.bpf.o" -- sh rescue "$1"
}

need_systems
root=$("$here/root" "$suite")
install_hidbpf "$suite" "$kernel" >&2
build_transport
objects=$top/build/tests/user/guest/bpf
mkdir -p "$upper/etc/hid-bpf"
cp "$objects/dropping.bpf.o" "$upper/etc/hid-bpf/0010-Acme__Keyboard.bpf.o"
echo "/test/plug acme-keyboard >/dev/null &" >"$work/early"
check_boot dead
check_boot auto-off hidbpf.auto=off
[ "$KIND" = native ] || check_boot blacklist modprobe.blacklist=hid_bpf_compat
