#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
#
# Upstream's device programs load on native 7.3, and with the module on 6.12 and 6.1, except those
# on a list. They also load when they are built with the headers of bpf/include.
#
# usage: progs.t KERNEL...
set -eu

here=$(cd "$(dirname "$0")" && pwd)
. "$here/../lib/build.sh"
objects=$("$here/progs-build")
work=$build/upstream/${SUITE:-progs}
mkdir -p "$work"
build_tests upstream
for object in "$objects"/*.bpf.o; do
	basename "$object" .bpf.o
done >"$work/objects"

# Loads all objects on kernel $1 and writes the results to a file of that name; further arguments
# are options of tests/vm/guest.
load() {
	kernel=$1
	shift
	"$top/tests/vm/guest" -k "$kernel" -n "progs-$kernel" "$@" \
		-f "$build/tests/upstream/guest/progs-load" -f "$objects:progs" -f "$here/progs-in-guest" -- \
		sh ./progs-in-guest >"$work/$kernel" || status=$?
}

status=0 results=0
for kernel; do
	use_kernel "$kernel"
	set --
	[ "$KIND" = native ] || set -- -m "$build/$KVER/hid_bpf_compat.ko"
	load "$kernel" "$@"
	awk -v kernel="$kernel" -v refused="$here/progs-refused" -v objects="$work/objects" \
		-v reported="$results" -f "$here/progs-judge.awk" "$work/$kernel" >"$work/tap"
	cat "$work/tap"
	results=$((results + $(grep -cE '^(not )?ok ' "$work/tap")))
done
echo "1..$results"
exit "$status"
