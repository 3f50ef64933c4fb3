#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
#
# On native HID-BPF, a device program of bpf/ and that of Linux 7.3 for the same device give
# applications the same: input devices with their names, properties, keys, axes, ranges and
# resolutions, and the events of every report. They are for the same devices, and accept the same
# interfaces. Plays the recordings of tests/programs, followed by random reports. For each device of
# Debian's udev-hid-bpf there is a program as well. Programs that set udev properties are compared
# with its objects, because that of Linux 7.3 is in progs-refused.
#
# usage: equal.t KERNEL [SEED]
# $TESTS chooses cases by their names. equal-not lists the differences, and why.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
. "$here/../lib/build.sh"

kernel=$1 seed=${2:-1}
others=$("$here/../udev/udev-hid-bpf")
objects=$("$here/progs-build")
work=$build/upstream/${SUITE:-equal}
use_kernel "$kernel"

# One line for each case: NAME UPSTREAM OWN SETTING..., without directories and suffixes; properties
# has those that set udev properties.
rm -rf "$work"
mkdir -p "$work/recordings"
: >"$work/properties"
grep -vE '^#|^[^ ]* [^ ]* 0001-' "$here/../programs/cases" | while read -r name where own recording settings; do
	case " ${TESTS:-$name} " in
	*" $name "*) ;;
	*) continue ;;
	esac
	upstream=${own#*-}
	if [ "$where" = property ]; then
		echo "$name $upstream $own" >>"$work/properties"
		continue
	fi
	[ -e "$objects/$upstream.bpf.o" ] || continue
	awk -v seed="$seed" -v count=500 -f "$here/equal-random.awk" \
		"$here/../programs/recordings/$recording.hid" >"$work/recordings/$name.hid"
	echo "$name $upstream $own $settings"
done >"$work/programs"

cp -r "$here/../programs/recordings" "$work/all"
cp "$here/../user/recordings/deco02.hid" "$work/all"
sed 's/^#.*//' "$here/../programs/cases" >"$work/all-cases"

build_tests upstream
"${CC:-gcc}" -O2 -D_GNU_SOURCE -Wall -Wextra -o "$work/hidraw" "$here/../programs/hidraw.c" "$here/../programs/requests.c"
exec "$here/../vm/guest" -k "$kernel" -t 1200 -f "$built/hidbpf" -f "$build/bpf" -f "$objects:upstream" \
	-f "$(echo "$others"/usr/lib/*/bpf):udev-hid-bpf" \
	-f "$build/tests/upstream/guest/probes" -f "$work/recordings" -f "$work/all" -f "$work/programs" \
	-f "$work/properties" -f "$work/hidraw" \
	-f "$work/all-cases" -f "$here/equal-in-guest" -f "$here/equal-not" -f "$here/../lib/tap.sh" -- sh ./equal-in-guest
