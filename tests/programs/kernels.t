#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
#
# What applications get for random reports of a device with its program is the same on all kernels.
# Plays the recordings of the programs for specific devices, followed by 500 random reports.
#
# usage: kernels.t KERNEL KERNEL...
# The first kernel is the one that the others are compared with. $TESTS chooses cases by their
# names, $SEED other random reports.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
. "$here/../lib/tap.sh"
. "$here/../lib/build.sh"

out=$build/tests/programs/kernels
first=$1

# One line for each case: NAME PROGRAM SETTING...
choose_cases() {
	grep -vE '^#|^[^ ]* property |^[^ ]* [^ ]* 0001-' "$here/cases" | while read -r name where program recording settings; do
		case " ${TESTS:-$name} " in
		*" $name "*) ;;
		*) continue ;;
		esac
		awk -v seed="${SEED:-1}" -v count=500 -f "$here/../upstream/equal-random.awk" \
			"$here/recordings/$recording.hid" >"$out/recordings/$name.hid"
		echo "$name $program $settings"
	done
}

# Plays all cases on kernel $1 and unpacks what applications got into a directory of that name.
play_on() {
	use_kernel "$1"
	set -- "$1" -f "$build/hidbpf" -f "$build/bpf" -f "$out/recordings" -f "$out/cases" -f "$here/events-in-guest"
	[ "$KIND" = native ] || set -- "$@" -m "$build/$KVER/hid_bpf_compat.ko"
	kernel=$1
	shift
	"$top/tests/vm/guest" -k "$kernel" -t 1200 -n "${SUITE:-kernels}-$kernel" "$@" -- sh ./events-in-guest >"$out/$kernel.txt"
	mkdir "$out/$kernel"
	tr -d '\r' <"$out/$kernel.txt" | base64 -d | tar -xz -C "$out/$kernel"
}

same_events() {
	grep -q '^Report 5[0-9][0-9]' "$out/$first/$2"
	diff "$out/$first/$2" "$out/$1/$2"
}

rm -rf "$out"
mkdir -p "$out/recordings"
choose_cases >"$out/cases"
for kernel; do
	check "$kernel: the recordings can be played" play_on "$kernel"
done
shift
for kernel; do
	while read -r name program settings; do
		check "$name: on $kernel as on $first: $program $settings" same_events "$kernel" "$name"
	done <"$out/cases"
done
finish
