# SPDX-License-Identifier: GPL-2.0-only
#
# What the tests that boot a Debian share (sourced, after tap.sh and build.sh of tests/lib).

. "$top/tests/dkms/lib.sh"
upper=$work/upper

# Installs the module where DKMS does.
install_module() {
	mkdir -p "$work/modules/lib/modules/$KVER/updates/dkms" "$upper/usr/lib"
	cp "$build/$KVER/hid_bpf_compat.ko" "$work/modules/lib/modules/$KVER/updates/dkms"
	PATH=$PATH:/usr/sbin:/sbin depmod -b "$work/modules" "$KVER"
	mv "$work/modules/lib/modules" "$upper/usr/lib"
}

# install_hidbpf SUITE KERNEL: puts into $upper what "make install" installs on this Debian
install_hidbpf() {
	use_kernel "$2"
	mkdir -p "$upper"
	make_package "$1"
	tar -C "$upper" -xf "$package" ./usr/local
	[ "$KIND" = native ] || install_module
	build_tests udev
}

# boot ROOT NAME KERNEL [OPTION]... -- COMMAND...: runs a command in a Debian, with $upper laid over
# it
boot() {
	debian=$1 name=$2 kernel=$3
	shift 3
	"$top/tests/vm/guest" -k "$kernel" -n "$name" -t 300 -r "$debian" -f "$upper:/upper" \
		-f "$build/tests/udev/guest/plug" -f "$top/tests/lib/tap.sh" -f "$top/tests/udev/in-guest.sh" "$@"
}
