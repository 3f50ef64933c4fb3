# SPDX-License-Identifier: GPL-2.0-only
#
# The module signed by DKMS, and guests where it is installed; for the tests here, after tap.sh,
# build.sh and tests/dkms/lib.sh.

signed=$work/signed.ko

# dkms_signs_with DIR: DKMS makes $signed with DIR/mok.key and DIR/mok.pub, from where it looks for
# its keys
dkms_signs_with() {
	tar -C "$1" -c mok.key mok.pub |
		"$top/tests/dkms/in-root" "$(dkms_debian)" tests/secure-boot/dkms-signed "$KVER" >"$signed"
}

# modprobe and modinfo find the module that the test puts there.
install_module() {
	modules=$work/modules/lib/modules/$KVER
	mkdir -p "$modules/updates/dkms"
	cp "$signed" "$modules/updates/dkms/hid_bpf_compat.ko"
	depmod -b "$work/modules" "$KVER" 2>/dev/null
}

# boot_guest NAME [OPTION]... -- COMMAND: $work/printed also has what precedes the kernel
boot_guest() {
	name=$1
	shift
	"$top/tests/vm/guest" -k "$kernel" -n "$name" -l efivarfs -f "$modules:/lib/modules/$KVER" \
		-f "$(command -v kmod):/usr/local/sbin/modprobe" -f "$(command -v kmod):/usr/local/sbin/modinfo" \
		-f "$products/hidbpf" -f "$build/bpf" -f "$top/tests/programs/recordings" \
		-f "$top/tests/programs/expected" -f "$top/tests/lib/tap.sh" "$@" >"$work/printed"
}
