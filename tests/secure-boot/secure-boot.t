#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
#
# The module on a kernel booted with UEFI Secure Boot, and locked down: signed by DKMS, not signed,
# and signed with a key that is not enrolled.
#
# usage: secure-boot.t KERNEL
# DKMS signs with the key that Debian's OVMF has enrolled for tests, in place of its own one.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
. "$here/../lib/tap.sh"
. "$here/../lib/build.sh"
. "$top/tests/dkms/lib.sh"
. "$here/lib.sh"

kernel=$1
certificate=/usr/share/ovmf/PkKek-1-snakeoil.pem

dkms_signs() {
	mkdir "$work/keys"
	openssl rsa -in "${certificate%.pem}.key" -passin pass:snakeoil -out "$work/keys/mok.key"
	openssl x509 -in $certificate -outform DER -out "$work/keys/mok.pub"
	dkms_signs_with "$work/keys"
	[ "$(modinfo -F signer "$signed")" = SnakeOil ]
}

# A module with the size of the signature in the four bytes before the last 28, which mark it.
signature_covers_btf() {
	tail -c 28 "$signed" | grep -x '~Module signature appended~'
	size=$(stat -c %s "$signed")
	length=$(tail -c 32 "$signed" | od -An -tu4 -N4 --endian=big | tr -d ' ')
	head -c $((size - 40 - length)) "$signed" >"$work/content.ko"
	tail -c $((40 + length)) "$signed" | head -c "$length" >"$work/signature"
	objcopy --dump-section .BTF="$work/btf" "$work/content.ko" "$work/copy.ko"
	grep -aq hid_bpf_get_data "$work/btf"
	verifies "$work/content.ko"
	objcopy --remove-section .BTF "$work/content.ko" "$work/without.ko"
	fails verifies "$work/without.ko"
}

verifies() {
	openssl cms -verify -binary -inform DER -in "$work/signature" -content "$1" -certfile $certificate \
		-noverify -out /dev/null
}

sign_with_another_key() {
	openssl req -new -x509 -nodes -newkey rsa:2048 -subj '/CN=A key that nobody has enrolled/' -days 2 \
		-keyout "$work/other.key" -out "$work/other.pem"
	cp "$build/$KVER/hid_bpf_compat.ko" "$work/other.ko"
	"$KDIR/scripts/sign-file" sha256 "$work/other.key" "$work/other.pem" "$work/other.ko"
	[ "$(modinfo -F signer "$work/other.ko")" = 'A key that nobody has enrolled' ]
}

# boot integrity|confidentiality [OPTION]...: on the terminal, the firmware precedes the kernel
boot() {
	level=$1
	shift
	status=0
	boot_guest "${SUITE:-secure-boot-$kernel}-$level" -e "$@" -m "$build/$KVER/hid_bpf_compat.ko" \
		-f "$signed" -f "$work/other.ko" -f "$work/reading.bpf.o" -f "$here/in-guest" \
		-- sh in-guest "$level" || status=$?
	sed '1,/^EFI stub: UEFI Secure Boot is enabled/d' "$work/printed"
	return $status
}

need_systems
use_kernel "$kernel"
PATH=$PATH:/usr/sbin:/sbin
check 'DKMS signs the module' dkms_signs
check 'the signature is over the module with its BTF' signature_covers_btf
check 'a module can be signed with another key' sign_with_another_key
[ "$failed" = 0 ] || finish
install_module
"$build/hidbpf" build -o "$work/reading.bpf.o" "$here/reading.bpf.c" >&2
result=0
( finish )
boot integrity || result=1
boot confidentiality -a lockdown=confidentiality || result=1
exit $result
