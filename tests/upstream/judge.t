#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
#
# Tests how upstream's results are judged.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
. "$here/../lib/tap.sh"

printf '%s\n' '# SUITE TEST REASON' '7.3 a.cannot the reason' >"$work/fails"
printf '%s\n' '# SUITE TEST REASON' '7.3 a.needs_none loads nothing' >"$work/passes"

# Judges a run with these results in the phase with the module, after a correct phase without it.
judge() {
	{
		printf '%s\n' '## phase before' '## suite 7.3' 1..2 'ok 1 a.needs_none' 'not ok 2 a.works' \
			'## phase with' '## suite 7.3' "$@" '## end'
	} | awk -v fails="$work/fails" -v passes="$work/passes" -f "$here/judge.awk" >"$work/tap"
}

says() {
	grep -F -- "$1" "$work/tap"
}

never_says() {
	! says "$1"
}

all_good() {
	judge 1..3 'ok 1 a.needs_none' 'ok 2 a.works' '# reason it said' 'not ok 3 a.cannot'
	never_says 'not ok'
	says 'ok 2 - 7.3 a.works before the module: fails, as it must'
	says 'ok 5 - 7.3 a.cannot with the module: fails as expected: the reason'
	says 1..5
}
check 'results as expected pass' all_good

failure() {
	judge 1..3 'ok 1 a.needs_none' '# what it said' 'not ok 2 a.works' 'not ok 3 a.cannot'
	says 'not ok 4 - 7.3 a.works with the module'
	says '# # what it said'
}
check 'an unexpected failure is reported with its output' failure

list_is_old() {
	judge 1..3 'ok 1 a.needs_none' 'ok 2 a.works' 'ok 3 a.cannot'
	says 'not ok 5 - 7.3 a.cannot with the module: passes though listed'
}
check 'a listed failure that passes is reported as a failure' list_is_old

gone() {
	judge 1..2 'ok 1 a.needs_none' 'ok 2 a.works'
	says 'not ok 5 - 7.3 a.cannot is listed but was not run'
}
check 'a listed test that did not run is reported as a failure' gone

crash() {
	judge 1..3 'ok 1 a.needs_none' 'not ok 3 a.cannot'
	says 'not ok 5 - 7.3 (with): 2 results of 3 planned'
	judge
	says '(with): 0 results of 0 planned'
}
check 'a program that stops early is reported as a failure' crash

proves_nothing() {
	printf '%s\n' '## phase before' '## suite 7.3' 1..2 'not ok 1 a.needs_none' 'ok 2 a.works' '## end' |
		awk -v fails=/dev/null -v passes="$work/passes" -f "$here/judge.awk" >"$work/tap"
	says 'not ok 1 - 7.3 a.needs_none before the module'
	says 'not ok 2 - 7.3 a.works before the module: passes without HID-BPF'
}
check 'without HID-BPF the tests that need it must fail, the others pass' proves_nothing

stopped() {
	printf '%s\n' '## phase native' '## suite 7.3' 1..1 'ok 1 a.works # SKIP not here' |
		awk -v fails=/dev/null -v passes=/dev/null -f "$here/judge.awk" >"$work/tap"
	says 'ok 1 - 7.3 a.works on native HID-BPF # SKIP not here'
	says 'not ok 2 - the guest stopped'
}
check 'a guest that stops early is reported as a failure' stopped
finish
