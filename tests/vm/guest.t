#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
#
# Tests the VM harness: what it must return, and what it must not let pass.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
. "$here/../lib/tap.sh"

# Runs a guest and compares its exit status with $1.
guest() {
	expected=$1
	shift
	got=0
	"$here/guest" -n harness "$@" || got=$?
	[ "$got" = "$expected" ]
}

output_comes_back() {
	guest 0 -f /bin/true -- sh -c 'echo "$1"; uname -r; ls /dev/uhid; ./true' sh "it's  two" \
		>"$work/seen"
	grep -Fx "it's  two" "$work/seen"
	grep -Fx "${KVER:?}" "$work/seen"
	grep -Fx /dev/uhid "$work/seen"
}

assignments=$("$here/kernel" 6.12-amd64)
eval "$assignments"
check 'a guest runs a command and returns its output' output_comes_back
check 'the exit status of the command is returned' guest 7 -- sh -c 'exit 7'
check 'a command that does not exist fails' guest 127 -- ./nothing

hang() {
	guest 124 -t 3 -- sleep 1000 2>"$work/said"
	grep 'no result after [0-9]* seconds' "$work/said"
}
check 'a hang ends the run and is reported' hang

# What a suite and a test print after it does not hide what happened.
panic() {
	guest 125 -- sh -c '
		echo "<1>BUG: made up" >/dev/kmsg
		for i in $(seq 90); do
			echo "after $i" >/dev/kmsg
		done
		echo c >/proc/sysrq-trigger' 2>"$work/said"
	grep 'no exit status' "$work/said"
	grep 'Kernel panic' "$work/said"
	{ cat "$work/said"; seq 50; } >"$work/printed"
	( cd "$here/../.." && tests/run-suite harness-said cat "$work/printed" ) >"$work/by-suite"
	show_end "$work/printed" >"$work/by-test"
	for report in said by-suite by-test; do
		grep -- '^ *--- guest: harness: no exit status' "$work/$report"
		grep ' BUG: made up$' "$work/$report"
		grep ' after 54$' "$work/$report"
		fails grep ' after 55$' "$work/$report"
	done
}
check 'a kernel panic is reported with the log from the first complaint on' panic

lost() {
	guest 125 -- reboot -f 2>"$work/said"
	grep 'no exit status' "$work/said"
}
check 'a lost exit status is not mistaken for success' lost

complaint() {
	guest 1 -- sh -c 'echo "<4>WARNING: CPU: 0 PID: 1 at made/up.c:1" >/dev/kmsg' 2>"$work/said"
	grep 'made/up.c' "$work/said"
}
check 'a complaint of the kernel fails a command that succeeded' complaint

never_boots() {
	guest 125 -i nonsense -- true 2>"$work/said"
	grep 'did not reach init (attempt 2)' "$work/said"
}
check 'a guest that never boots is tried twice and fails' never_boots

other_kernel() {
	assignments=$("$here/kernel" 7.3-amd64)
	eval "$assignments"
	other=$(find "$ROOT/lib/modules/$KVER/" -name 'uhid.ko*')
	case $other in
	*.xz) xz -dc "$other" >"$work/other.ko" ;;
	*) cp "$other" "$work/other.ko" ;;
	esac
	guest 125 -k 6.12-amd64 -m "$work/other.ko" -- true
}
check 'a module built for another kernel is refused' other_kernel
finish
