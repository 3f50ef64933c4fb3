#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
#
# Beginning a program with "hidbpf new" and building it with "hidbpf build".
set -eu

here=$(cd "$(dirname "$0")" && pwd)
. "$here/../host/tap.sh"
. "$here/../host/lib.sh"
hidbpf=$top/build/hidbpf

# Runs a command and compares its exit status with $1.
exits() {
	wanted=$1 got=0
	shift
	"$@" || got=$?
	[ "$got" = "$wanted" ] || { echo "exit status $got instead of $wanted: $*"; return 1; }
}

# The printed command is the one that works.
new_and_build() {
	"$hidbpf" new "$here/recordings/$1.hid" "$work/$1.bpf.c" >"$work/said"
	cat "$work/said" "$work/$1.bpf.c"
	command=$(sed -n 's/.*build it with: hidbpf //p' "$work/said")
	# shellcheck disable=SC2086 # a command and its argument
	"$hidbpf" $command >"$work/said" 2>&1
	[ "$(cat "$work/said")" = "built $work/$1.bpf.o" ]
	readelf -S "$work/$1.bpf.o" | grep '\.hid_bpf_config'
}

# As loaders look for it.
named_by_device() {
	mkdir "$work/empty"
	cd "$work/empty"
	"$hidbpf" new "$here/recordings/deco02.hid"
	[ "$(ls)" = 0010-XP-PEN__DECO-02.bpf.c ]
	grep -F 'HID_DEVICE(BUS_USB, HID_GROUP_ANY, 0x28bd, 0x0803)' 0010-XP-PEN__DECO-02.bpf.c
	grep -F '0x09, 0x45, /* Usage (Eraser) */' 0010-XP-PEN__DECO-02.bpf.c
}

never_overwrites() {
	echo precious >"$work/mine.bpf.c"
	exits 2 "$hidbpf" new "$here/recordings/mouse.hid" "$work/mine.bpf.c" 2>"$work/said"
	grep 'File exists' "$work/said"
	[ "$(cat "$work/mine.bpf.c")" = precious ]
}

# A name may have anything in it.
odd_names() {
	sed 's|^N:.*|N: */ #error "x" \\|' "$here/recordings/mouse.hid" >"$work/odd.hid"
	"$hidbpf" new "$work/odd.hid" "$work/odd.bpf.c"
	"$hidbpf" build "$work/odd.bpf.c"
}

# 2000 bytes, more than clang copies at once.
long_descriptors() {
	awk 'BEGIN {
		printf "R: 2003 a1 01"
		for (i = 0; i < 1000; i++) printf " 09 01"
		print " c0\nN: Long\nI: 3 1209 0006"
	}' >"$work/long.hid"
	"$hidbpf" new "$work/long.hid" "$work/long.bpf.c"
	"$hidbpf" build "$work/long.bpf.c"
}

no_source() {
	exits 5 "$hidbpf" build "$work/nothing.bpf.c" 2>"$work/said"
	grep 'cannot read .*nothing.bpf.c: No such file' "$work/said"
	: >"$work/text"
	exits 2 "$hidbpf" build "$work/text" 2>"$work/said"
	grep 'does not end in .c' "$work/said"
	exits 2 "$hidbpf" build
	exits 2 "$hidbpf" new
	exits 2 "$hidbpf" new "$here/recordings/mouse.hid" "$work/program"
	[ ! -e "$work/program" ]
}

no_compiler() {
	echo 'int x;' >"$work/x.bpf.c"
	exits 1 env CLANG=/nonexistent/clang "$hidbpf" build "$work/x.bpf.c" 2>"$work/said"
	grep 'there is no compiler /nonexistent/clang; install it: apt install clang' "$work/said"
}

mistake_in_source() {
	echo 'int x' >"$work/y.bpf.c"
	exits 1 "$hidbpf" build "$work/y.bpf.c" 2>"$work/said"
	grep 'y.bpf.c:1:6: error' "$work/said"
	grep 'does not compile' "$work/said"
	[ ! -e "$work/y.bpf.o" ]
}

no_headers() {
	mkdir -p "$work/alone/sbin"
	cp "$hidbpf" "$work/alone/sbin"
	exits 1 "$work/alone/sbin/hidbpf" build "$work/mouse.bpf.c" 2>"$work/said"
	grep 'headers for programs are in neither' "$work/said"
	mkdir -p "$work/alone/include/hid-bpf-compat"
	cp "$top"/bpf/include/*.h "$work/alone/include/hid-bpf-compat"
	"$work/alone/sbin/hidbpf" build "$work/mouse.bpf.c"
}

[ -x "$hidbpf" ] || skip_all 'build/hidbpf is not built: tests/build'
check 'what new writes for a mouse builds with the command it prints' new_and_build mouse
check 'what new writes for a tablet builds with the command it prints' new_and_build deco02
check 'the file is named by the device, as loaders look for it' named_by_device
check 'a file that is there already is left as it is' never_overwrites
check 'the name of a device cannot break the source' odd_names
check 'a long report descriptor builds' long_descriptors
check 'no source, or none at all: refused with the reason' no_source
check 'no compiler: says how to get it' no_compiler
check 'a mistake in the source is shown as the compiler says it' mistake_in_source
check 'the headers are found beside the installed hidbpf, or said to be missing' no_headers
finish
