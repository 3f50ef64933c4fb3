#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
#
# Compares what device programs, built into ordinary programs, do to their recordings with what is
# expected. $TESTS chooses cases by their names.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
. "$here/../lib/tap.sh"

awk -v chosen=" ${TESTS:-} " '!/^#/ && (chosen == "  " || index(chosen, " " $1 " "))' "$here/cases" >"$work/cases"
if [ -n "${TESTS:-}" ]; then
	programs=$(cut -d ' ' -f 3 "$work/cases" | sort -u)
else
	programs=$(cd "$here/../../bpf" && ls ./*.bpf.c | sed 's|^\./||; s|\.bpf\.c$||')
fi

builds() {
	# shellcheck disable=SC2086 # one word for each program
	"$here/native" $programs
}

every_program_has_case() {
	for program in $programs; do
		grep -q "^[^ ]* [^ ]* $program " "$work/cases" || { echo "no case for $program"; false; }
	done
}

# Programs for any device are attached by hand; programs for one name it.
metadata_tells_devices() {
	cd "$here/../../bpf"
	fails grep -l HID_BPF_CONFIG 0001-*.bpf.c
	[ -z "$(grep -L HID_BPF_CONFIG 0010-*.bpf.c)" ]
}

plays() {
	# shellcheck disable=SC2086 # one word for each setting
	"$here/../../build/tests/programs/native/$2" "$here/recordings/$3.hid" $4 >"$work/played"
	sed 1d "$here/expected/$1.native" | diff - "$work/played"
}

check 'all programs build natively' builds
check 'every program has a recording and an expected outcome' every_program_has_case
check 'only programs for one device are attached automatically' metadata_tells_devices
while read -r name where program recording settings; do
	check "$name: $program $settings" plays "$name" "$program" "$recording" "$settings"
done <"$work/cases"
finish
