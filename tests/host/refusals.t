#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
#
# A build that is useless or impossible ends with one line that says what to do, and leaves no
# module. build.t has the cases in which the module has been compiled before.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
. "$here/../lib/tap.sh"
. "$here/../lib/build.sh"

# refuses TEXT [VARIABLE=VALUE...]: "make module" with these settings fails and says TEXT (basic
# regular expression) in the only line that is not make's own. Starts from nothing.
refuses() {
	text=$1
	shift
	rm -rf "$work/tree/build"
	status=0
	make -C "$work/tree" module "$@" >"$work/said" 2>&1 || status=$?
	echo "exit status $status, output:"
	cat "$work/said"
	[ "$status" != 0 ]
	sed '/^make/d; /^  [A-Z]* /d' "$work/said" >"$work/reason"
	[ "$(wc -l <"$work/reason")" = 1 ]
	grep -q "^hid_bpf_compat: .*$text" "$work/reason"
	[ -z "$(find "$work/tree/build" -maxdepth 2 -name 'hid_bpf_compat.ko*')" ]
}

# Makes $work/without-COMMAND, a directory for PATH with all commands of this machine but one.
path_without() {
	mkdir "$work/without-$1"
	find /usr/bin/ /bin/ /usr/sbin/ /sbin/ -maxdepth 1 ! -type d ! -name "$1" \
		-exec ln -sf -t "$work/without-$1" {} +
}

without_tool() {
	path_without "$1"
	PATH=$work/without-$1 refuses "$1 is missing: install the package $2" KVER="$KVER" KDIR="$KDIR"
}

# The compiler of a cross build is missing, and what keeps its results.
without_compiler() {
	refuses "ccache-none is missing: install the package ccache-none" KVER="$KVER" KDIR="$KDIR" \
		CC='ccache-none gcc -pipe'
	refuses "none-gcc is missing: install the package none-gcc" KVER="$KVER" KDIR="$KDIR" CC=none-gcc
}

without_objcopy() {
	refuses 'none-objcopy is missing: install the package binutils' KVER="$KVER" KDIR="$KDIR" \
		OBJCOPY=none-objcopy
}

# fake_headers DIRECTORY EDIT: headers that pass the first checks, but for an edit of their options
fake_headers() {
	mkdir -p "$1/include/config" "$1/include/generated"
	cp "$KDIR/include/generated/utsrelease.h" "$1/include/generated"
	sed "$2" "$KDIR/include/config/auto.conf" >"$1/include/config/auto.conf"
}

without_option() {
	fake_headers "$work/fake-$1" "/^$1=/d"
	refuses "is built without $1," KVER="$KVER" KDIR="$work/fake-$1"
}

with_lto() {
	fake_headers "$work/lto" '$aCONFIG_LTO=y'
	refuses 'is built with link-time optimization (CONFIG_LTO=y)' KVER="$KVER" KDIR="$work/lto"
}

# With another function where that of 6.3 to 6.10 takes five arguments.
unknown_native() {
	copy_headers "$KDIR" "$work/unknown"
	make_older_native "$work/unknown"
	edit "$work/unknown/arch/x86/include/generated/linux/hid_bpf.h" 's/u32 \*size, int interrupt/u32 *size/'
	refuses 'has a HID-BPF (CONFIG_HID_BPF=y) that this module does not know' \
		KVER="$KVER" KDIR="$work/unknown"
}

# without DIRECTORY HEADER NAME: headers in which the name is not declared
without() {
	copy_headers "$KDIR" "$1"
	mkdir -p "$1/arch/x86/include/generated/linux"
	printf '#include_next <linux/%s>\n#undef %s\n#define %s no_%s\n' "$2" "$3" "$3" "$3" \
		>"$1/arch/x86/include/generated/linux/$2"
}

# As 5.15 and enterprise kernels with the BPF of 6.0.
older_bpf() {
	without "$work/older-bpf" btf.h KF_SLEEPABLE
	refuses 'BPF of kernel .* is older than that of Linux 6.1' KVER="$KVER" KDIR="$work/older-bpf"
}

older_hid() {
	without "$work/older-hid" hid.h hid_report_type
	refuses 'HID core of kernel .* is older than that of Linux 6.1' \
		KVER="$KVER" KDIR="$work/older-hid"
}

broken_headers() {
	copy_headers "$KDIR" "$work/broken"
	edit "$work/broken/include/generated/autoconf.h" '$a#error "broken"'
	refuses 'cannot compile with the headers in .*: see .*/log' KVER="$KVER" KDIR="$work/broken"
	log=$(sed -n 's/.*: see //p' "$work/reason")
	grep -q 'error "broken"' "$log"
}

without_ftrace_registers() {
	copy_headers "$KDIR" "$work/no-registers"
	edit "$work/no-registers/include/generated/autoconf.h" '/CONFIG_DYNAMIC_FTRACE_WITH_\(ARGS\|REGS\)/d'
	refuses 'ftrace of kernel .* cannot redirect calls' KVER="$KVER" KDIR="$work/no-registers"
}

use_kernel 7.3-amd64
native_kver=$KVER native_kdir=$KDIR
use_kernel 6.12-amd64
copy_tree "$work/tree"
keep_deciding_probes "$work/tree"

check 'no headers where KDIR says' refuses \
	'no headers of kernel 0.0-none in /nonexistent: install the package linux-headers-0.0-none' \
	KVER=0.0-none KDIR=/nonexistent
check 'no headers of the kernel on this machine' refuses 'install the package linux-headers-0.0-none' KVER=0.0-none
check 'headers of another kernel' refuses "are for kernel $native_kver, not $KVER" \
	KVER="$KVER" KDIR="$native_kdir"
check 'a kernel with native HID-BPF' refuses \
	'has native HID-BPF (CONFIG_HID_BPF=y): there is nothing to build' \
	KVER="$native_kver" KDIR="$native_kdir"
check 'a kernel with another HID-BPF' unknown_native
check 'a kernel whose BPF is older than that of 6.1' older_bpf
check 'a kernel whose HID core is older than that of 6.1' older_hid
for option in DEBUG_INFO_BTF_MODULES BPF_SYSCALL BPF_JIT KPROBES DYNAMIC_FTRACE HID; do
	check "a kernel without CONFIG_$option" without_option "CONFIG_$option"
done
check 'a kernel with link-time optimization' with_lto
check 'a kernel whose ftrace passes neither arguments nor registers' without_ftrace_registers
check 'no compiler' without_compiler
check 'no pahole' without_tool pahole dwarves
check 'no objcopy' without_objcopy
check 'headers that cannot be compiled against' broken_headers
finish
